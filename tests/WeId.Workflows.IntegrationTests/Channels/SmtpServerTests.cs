using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using MimeKit;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Partners;
using WeId.Workflows.Partners.Channels;
using WeId.Workflows.Partners.Documents;

namespace WeId.Workflows.IntegrationTests.Channels;

/// <summary>What leaves through the mail channel arrives whole at a mail server that somebody else wrote.</summary>
[Trait("Database", "Sqlite")]
public sealed class SmtpServerTests(MailServer server) : IClassFixture<MailServer>
{
    private static readonly byte[] File = [.. "%PDF-"u8, .. Enumerable.Range(0, 5000).Select(i => (byte)(i % 256))];

    [Fact]
    public async Task Send_TextHtmlAndAttachment_ArriveWhole()
    {
        var id = new Guid("019cb000-0000-7000-8000-000000000011");

        await SendAsync(Zending(id));

        using var mail = server.Received("019cb000000070008000000000000011@we-id.example");
        Assert.Equal("Bevestiging van uw aanvraag – één", mail.Subject);
        Assert.Equal("Beste André,\n.\nTot ziens", mail.TextBody!.ReplaceLineEndings("\n").TrimEnd());
        Assert.Equal("<p>Beste André</p>", mail.HtmlBody!.TrimEnd());
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Equal("jan@klant.example", mail.Headers["X-RcptTo"]);
        var attachment = Assert.IsType<MimePart>(Assert.Single(mail.Attachments));
        Assert.Equal(("bevestiging.pdf", "application/pdf"), (attachment.FileName, attachment.ContentType.MimeType));
        Assert.Equal(File, Content(attachment));
    }

    [Fact]
    public async Task Send_WithoutAttachment_IsAnAlternativeOfTextAndHtml()
    {
        var id = new Guid("019cb000-0000-7000-8000-000000000012");

        await SendAsync(Zending(id, withFile: false));

        using var mail = server.Received("019cb000000070008000000000000012@we-id.example");
        Assert.Empty(mail.Attachments);
        Assert.IsType<MultipartAlternative>(mail.Body);
    }

    private static Zending Zending(Guid id, bool withFile = true) => new()
    {
        VerzendingId = id,
        Template = new("aanvraag-ontvangen", VerzendKanaal.Mail, "nl"),
        OntvangerNaam = "André Jansen",
        Adres = "jan@klant.example",
        Op = new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero),
        // The line of one dot would end the mail if it were not escaped.
        Bericht = new()
        {
            Onderwerp = "Bevestiging van uw aanvraag – één",
            Text = "Beste André,\n.\nTot ziens",
            Html = "<p>Beste André</p>",
            Bijlagen = withFile ? [new("bevestiging.pdf", "application/pdf", File)] : [],
        },
    };

    private static byte[] Content(MimePart part)
    {
        using var content = new MemoryStream();
        part.Content!.DecodeTo(content);
        return content.ToArray();
    }

    private async Task SendAsync(Zending zending)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Partners:Kanalen:Mail"] = "Smtp",
            ["Partners:Smtp:Host"] = "127.0.0.1",
            ["Partners:Smtp:Port"] = server.Port.ToString(CultureInfo.InvariantCulture),
            ["Partners:Smtp:Security"] = "None",
            ["Partners:Smtp:AllowedDomains:0"] = "klant.example",
        }).Build();
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = Environments.Development, ContentRootPath = AppContext.BaseDirectory });
        collection.AddPartners(configuration);
        await using var services = collection.BuildServiceProvider();
        var channel = services.GetServices<IChannel>().Single(c => c.Kanaal == VerzendKanaal.Mail);

        await channel.SendAsync(zending, CancellationToken.None);
    }
}
