using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using MimeKit;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Partners.Channels;
using WeId.Workflows.Partners.Documents;
using WeId.Workflows.TestKit.Smtp;

namespace WeId.Workflows.UnitTests.Partners.Channels;

public sealed class SmtpChannelTests : IAsyncDisposable
{
    private static readonly Guid Id = new("019cb000-0000-7000-8000-000000000001");
    private readonly SmtpSink sink = new();

    public ValueTask DisposeAsync() => sink.DisposeAsync();

    [Fact]
    public async Task Send_MailWithAttachment_ArrivesAsTextHtmlAndFile()
    {
        await Channel().SendAsync(With(new MailBijlage("brief.pdf", "application/pdf", "%PDF-inhoud"u8.ToArray())), CancellationToken.None);

        var mail = Assert.Single(sink.Received);
        using var message = Load(mail);
        Assert.Equal(["jan@klant.example"], mail.Recipients);
        Assert.Equal("Activeer uw eHerkenning", message.Subject);
        Assert.Contains("Activeer uiterlijk 31 maart 2026.", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"nl\">", message.HtmlBody, StringComparison.Ordinal);
        var file = Assert.IsType<MimePart>(Assert.Single(message.Attachments));
        Assert.Equal("brief.pdf", file.FileName);
        Assert.Equal("auto-generated", message.Headers["Auto-Submitted"]);
    }

    [Fact]
    public async Task Send_MailWithComposedBijlage_RepeatIsTheSameMultipart()
    {
        await Channel().SendAsync(Confirmation(), CancellationToken.None);
        await Channel().SendAsync(Confirmation(), CancellationToken.None);

        Assert.Equal(2, sink.Received.Count);
        Assert.Equal(sink.Received[0].Content, sink.Received[1].Content);
        using var message = Load(sink.Received[0]);
        Assert.Equal("multipart/mixed", message.Body!.ContentType.MimeType);
        var file = Assert.IsType<MimePart>(Assert.Single(message.Attachments));
        using var content = new MemoryStream();
        file.Content!.DecodeTo(content);
        Assert.Equal(Confirmation().Bericht.Bijlagen[0].Content, content.ToArray());
    }

    [Fact]
    public async Task Send_ServerHangsUpAfterData_RepeatIsTheSameMail()
    {
        sink.DropsAfterData = 1;
        var channel = Channel();

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => channel.SendAsync(Zending(), CancellationToken.None));
        await channel.SendAsync(Zending(), CancellationToken.None);

        Assert.IsNotType<PermanentFailureException>(failure);
        Assert.Equal(2, sink.Received.Count);
        Assert.Equal(sink.Received[0].Content, sink.Received[1].Content);
        using var message = Load(sink.Received[0]);
        Assert.Equal("019cb000000070008000000000000001@we-id.example", message.MessageId);
    }

    [Fact]
    public async Task Send_RecipientRefused_FailsForGoodWithoutItsAddress()
    {
        sink.RecipientAnswer = "550 <jan@klant.example> no such user";

        var failure = await Assert.ThrowsAsync<PermanentFailureException>(() => Channel().SendAsync(Zending(), CancellationToken.None));

        Assert.DoesNotContain("jan@", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("451 later")]
    [InlineData("421 shutting down")]
    public async Task Send_ServerPutsItOff_FailsForNow(string answer)
    {
        sink.DataAnswer = answer;

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => Channel().SendAsync(Zending(), CancellationToken.None));

        Assert.IsNotType<PermanentFailureException>(failure);
    }

    [Fact]
    public async Task Send_ServerDown_FailsForNow()
    {
        await sink.DisposeAsync();

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => Channel(o => o.Port = 1).SendAsync(Zending(), CancellationToken.None));

        Assert.IsNotType<PermanentFailureException>(failure);
    }

    [Fact]
    public async Task Send_WithAccount_SignsIn()
    {
        sink.Account = ("weid", "geheim");

        await Channel(o => (o.Username, o.Password) = ("weid", "geheim")).SendAsync(Zending(), CancellationToken.None);

        Assert.Single(sink.Received);
    }

    [Fact]
    public async Task Send_StartTlsNotOffered_SendsNothing()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => Channel(o => o.Security = SmtpSecurity.StartTls).SendAsync(Zending(), CancellationToken.None));

        Assert.Empty(sink.Received);
    }

    [Fact]
    public async Task Send_DomainNotAllowedOutsideProduction_FailsForGood()
    {
        await Assert.ThrowsAsync<PermanentFailureException>(() => Channel().SendAsync(Zending() with { Adres = "jan@echt.example" }, CancellationToken.None));

        Assert.Empty(sink.Received);
    }

    [Fact]
    public async Task Send_AddressOrNameWithHeader_AddsNoHeader()
    {
        await Channel().SendAsync(Zending() with { OntvangerNaam = "Jan\r\nBcc: ander@klant.example" }, CancellationToken.None);

        using var message = Load(Assert.Single(sink.Received));
        Assert.Empty(message.Bcc);
        await Assert.ThrowsAsync<PermanentFailureException>(() => Channel().SendAsync(Zending() with { Adres = "jan@klant.example\r\nBcc: x@klant.example" }, CancellationToken.None));
    }

    [Theory]
    [InlineData("mail.example", false)]
    [InlineData("127.0.0.1", true)]
    [InlineData("localhost", true)]
    public void Validate_NoProtection_OnlyToThisMachine(string host, bool valid)
    {
        var result = new ValidateSmtp().Validate(null, new SmtpOptions { Host = host, Security = SmtpSecurity.None });

        Assert.Equal(valid, result.Succeeded);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Acceptance")]
    public void Validate_FolderOutsideDevelopment_IsRefusedUnlessSaidSo(string environment)
    {
        var validate = new ValidateKanalen(new HostingEnvironment { EnvironmentName = environment });

        Assert.True(validate.Validate(null, new KanaalOptions()).Failed);
        Assert.True(validate.Validate(null, new KanaalOptions { FolderInProduction = true }).Succeeded);
        Assert.True(validate.Validate(null, new KanaalOptions { Mail = MailKanaal.Smtp, Sms = SmsKanaal.Gateway, Post = PostKanaal.Postkamer }).Succeeded);
    }

    private static MimeMessage Load(ReceivedMail mail) => MimeMessage.Load(new MemoryStream(Encoding.Latin1.GetBytes(mail.Content)));

    private static Zending Zending() => new()
    {
        VerzendingId = Id,
        Template = new("activatiebrief", VerzendKanaal.Mail, "nl"),
        OntvangerNaam = "J. Jansen",
        Adres = "jan@klant.example",
        Op = PartnersFixture.Noon,
        Bericht = PartnersFixture.Composer().Compose(PartnersFixture.To("activatiebrief", VerzendKanaal.Mail), PartnersFixture.Activatiebrief()),
    };

    private static Zending Confirmation() => Zending() with
    {
        Template = new("aanvraag-ontvangen", VerzendKanaal.Mail, "nl"),
        Bericht = PartnersFixture.Composer().Compose(PartnersFixture.To("aanvraag-ontvangen", VerzendKanaal.Mail), PartnersFixture.AanvraagOntvangen()),
    };

    private static Zending With(MailBijlage bijlage)
    {
        var zending = Zending();
        return zending with { Bericht = zending.Bericht with { Bijlagen = [bijlage] } };
    }

    private SmtpChannel Channel(Action<SmtpOptions>? configure = null)
    {
        var options = new SmtpOptions { Host = "127.0.0.1", Port = sink.Port, Security = SmtpSecurity.None, AllowedDomains = { "klant.example" } };
        configure?.Invoke(options);
        return new(Options.Create(options), Options.Create(new HuisstijlOptions()), new DkimKey(Options.Create(options)), new HostingEnvironment { EnvironmentName = Environments.Development });
    }
}
