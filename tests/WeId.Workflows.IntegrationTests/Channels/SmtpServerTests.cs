using System.Globalization;
using System.Security.Cryptography;
using MailKit.Security;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Security;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Partners;
using WeId.Workflows.Partners.Channels;
using WeId.Workflows.Partners.Documents;

namespace WeId.Workflows.IntegrationTests.Channels;

/// <summary>What leaves through the mail channel arrives whole at a mail server that somebody else wrote, or is refused as that server says.</summary>
[Trait("Database", "Sqlite")]
public sealed class SmtpServerTests(MailServer server) : IClassFixture<MailServer>
{
    private static readonly byte[] File = [.. "%PDF-"u8, .. Enumerable.Range(0, 5000).Select(i => (byte)(i % 256))];
    private static readonly RSA Key = RSA.Create(2048);
    private static readonly DateTimeOffset Op = new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero);

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

    [Fact]
    public async Task Send_BounceAddress_IsTheEnvelopesSenderAndNotTheMails()
    {
        await SendAsync(To("retour@klant.example"), ("BounceAddress", "bounces@we-id.example"));

        using var mail = Assert.Single(server.All(), m => m.Headers["X-RcptTo"] == "retour@klant.example");
        Assert.Equal("bounces@we-id.example", mail.Headers["X-MailFrom"]);
        Assert.Equal("noreply@we-id.example", Assert.Single(mail.From.Mailboxes).Address);
    }

    [Fact]
    public async Task Send_StartTlsWithAccount_Arrives()
    {
        await SendAsync(To("starttls@klant.example"), [.. Tls(server.StartTlsPort), .. Account(MailServer.Password)]);

        Assert.Single(server.Bytes("starttls@klant.example"));
    }

    [Fact]
    public async Task Send_WrongPassword_SendsNothingAndIsTriedAgain()
    {
        await Assert.ThrowsAsync<AuthenticationException>(() => SendAsync(To("wachtwoord@klant.example"), [.. Tls(server.StartTlsPort), .. Account("fout")]));

        Assert.Empty(server.Bytes("wachtwoord@klant.example"));
    }

    [Fact]
    public async Task Send_TlsFromTheFirstByte_Arrives()
    {
        await SendAsync(To("tls@klant.example"), Tls(server.TlsPort, "SslOnConnect"));

        Assert.Single(server.Bytes("tls@klant.example"));
    }

    [Fact]
    public async Task Send_CertificateOfAnUnknownAuthority_SendsNothing()
    {
        await Assert.ThrowsAsync<SslHandshakeException>(() => SendAsync(To("onbekend@klant.example"), Tls(server.UntrustedPort)));

        Assert.Empty(server.Bytes("onbekend@klant.example"));
    }

    [Fact]
    public async Task Send_AuthorityOfOurOwnThatTheSystemDoesNotKnow_SendsNothing()
    {
        await Assert.ThrowsAsync<SslHandshakeException>(() => SendAsync(
            To("systeem@klant.example"), [.. Tls(server.StartTlsPort).Where(s => s.Key != "CertificateAuthorityPath"), .. Account(MailServer.Password)]));

        Assert.Empty(server.Bytes("systeem@klant.example"));
    }

    [Fact]
    public async Task Send_CertificateOfAnotherHost_SendsNothing()
    {
        // It is for localhost.
        await Assert.ThrowsAsync<SslHandshakeException>(() => SendAsync(To("naam@klant.example"), [.. Tls(server.TlsPort, "SslOnConnect"), ("Host", "127.0.0.1")]));

        Assert.Empty(server.Bytes("naam@klant.example"));
    }

    [Fact]
    public async Task Send_StartTlsNotOffered_SendsNothing()
    {
        await Assert.ThrowsAsync<NotSupportedException>(() => SendAsync(To("kaal@klant.example"), Tls(server.Port)));

        Assert.Empty(server.Bytes("kaal@klant.example"));
    }

    [Theory]
    [InlineData("rcpt550@klant.example", "SMTP 550 (RecipientNotAccepted)")]
    [InlineData("rcpt553@klant.example", "SMTP 553 (RecipientNotAccepted)")]
    [InlineData("data552@klant.example", "SMTP 552 (MessageNotAccepted)")]
    [InlineData("data554@klant.example", "SMTP 554 (MessageNotAccepted)")]
    public async Task Send_RefusedWith5xx_FailsForGoodWithItsCodeAlone(string adres, string answer)
    {
        var failure = await Assert.ThrowsAsync<PermanentFailureException>(() => SendAsync(To(adres)));

        Assert.Equal(answer, failure.Answer);
        Assert.DoesNotContain("klant", failure.ToString(), StringComparison.Ordinal);
        Assert.Empty(server.Bytes(adres));
    }

    [Theory]
    [InlineData("rcpt450@klant.example", "SMTP 450 (RecipientNotAccepted)")]
    [InlineData("rcpt452@klant.example", "SMTP 452 (RecipientNotAccepted)")]
    [InlineData("data451@klant.example", "SMTP 451 (MessageNotAccepted)")]
    public async Task Send_PutOffWith4xx_IsTriedAgainWithItsCodeAlone(string adres, string answer)
    {
        var failure = await Assert.ThrowsAsync<PostponedException>(() => SendAsync(To(adres)));

        Assert.Equal(answer, failure.Answer);
        Assert.DoesNotContain("klant", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_SenderRefusedWith5xx_IsTriedAgain()
    {
        // It is said of us and not of this mail, so it would end every mail until somebody mends it.
        var failure = await Assert.ThrowsAsync<PostponedException>(() => SendAsync(To("afzender@klant.example"), ("BounceAddress", "vreemd@we-id.example")));

        Assert.Equal("SMTP 550 (SenderNotAccepted)", failure.Answer);
    }

    [Fact]
    public async Task Send_ServerThatDoesNotAnswer_EndsAfterTheTimeoutAndTheRepeatIsTheSameMail()
    {
        var zending = To("teerput@klant.example");
        await Assert.ThrowsAnyAsync<TimeoutException>(() => SendAsync(zending, ("Timeout", "00:00:01")));

        await SendAsync(zending);

        Assert.Single(server.Bytes("teerput@klant.example"));
    }

    [Fact]
    public async Task Send_ConnectionLostBeforeTheEndOfData_RepeatArrivesOnce()
    {
        var zending = To("breekvoor@klant.example");
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => SendAsync(zending));

        await SendAsync(zending);

        Assert.IsNotType<PermanentFailureException>(failure);
        Assert.Single(server.Bytes("breekvoor@klant.example"));
    }

    [Fact]
    public async Task Send_ConnectionLostAfterTheEndOfData_RepeatIsTheSameSignedMailByteForByte()
    {
        // The server cannot be told that it has the mail already, but the receiver's side can see it.
        var zending = To("breekna@klant.example");
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => SendAsync(zending, Dkim()));

        await SendAsync(zending, Dkim());

        Assert.IsNotType<PermanentFailureException>(failure);
        var mails = server.Bytes("breekna@klant.example");
        Assert.Equal(2, mails.Count);
        Assert.Equal(mails[0], mails[1]);
        Assert.Contains("DKIM-Signature:", mails[0], StringComparison.Ordinal);
        Assert.Contains($"Message-Id: <{zending.VerzendingId:N}@we-id.example>", mails[0], StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Send_WithKey_SignatureOfTheSendersDomainHolds()
    {
        await SendAsync(To("dkim@klant.example"), Dkim());

        using var mail = Assert.Single(server.All(), m => m.Headers["X-RcptTo"] == "dkim@klant.example");
        var signature = mail.Headers[mail.Headers.IndexOf(HeaderId.DkimSignature)];
        Assert.Contains("d=we-id.example; s=mail2026;", signature.Value.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains($"t={Op.ToUnixTimeSeconds()};", signature.Value, StringComparison.Ordinal);
        Assert.True(await new DkimVerifier(new PublishedKey()).VerifyAsync(mail, signature));
    }

    [Fact]
    public async Task Send_SignedMailThatWasChanged_SignatureDoesNotHold()
    {
        await SendAsync(To("dkim2@klant.example"), Dkim());

        using var mail = Assert.Single(server.All(), m => m.Headers["X-RcptTo"] == "dkim2@klant.example");
        mail.Subject = "Betaal hier uw aanvraag";
        Assert.False(await new DkimVerifier(new PublishedKey()).VerifyAsync(mail, mail.Headers[mail.Headers.IndexOf(HeaderId.DkimSignature)]));
    }

    [Theory]
    [InlineData("Dkim:Selector", "mail2026")]
    [InlineData("Dkim:PrivateKey", "geen sleutel")]
    [InlineData("Dkim:PrivateKeyPath", "/bestaat/niet.pem")]
    [InlineData("BounceAddress", "geen adres")]
    [InlineData("CertificateAuthorityPath", "/bestaat/niet.pem")]
    public void Options_ThatCannotWork_AreRefusedAtTheStart(string key, string value)
    {
        using var services = Services((key, value));

        Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<SmtpOptions>>().Value);
    }

    [Fact]
    public void Options_PublicKeyOrShortKey_IsRefusedAtTheStart()
    {
        using var shortKey = RSA.Create(1024);
        foreach (var pem in new[] { Key.ExportSubjectPublicKeyInfoPem(), shortKey.ExportPkcs8PrivateKeyPem() })
        {
            using var services = Services(("Dkim:Selector", "mail2026"), ("Dkim:PrivateKey", pem));

            Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<SmtpOptions>>().Value);
        }
    }

    private static Zending To(string adres) => Zending(Guid.CreateVersion7(Op)) with { Adres = adres };

    private static Zending Zending(Guid id, bool withFile = true) => new()
    {
        VerzendingId = id,
        Template = new("aanvraag-ontvangen", VerzendKanaal.Mail, "nl"),
        OntvangerNaam = "André Jansen",
        Adres = "jan@klant.example",
        Op = Op,
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

    private static (string Key, string Value)[] Dkim() => [("Dkim:Selector", "mail2026"), ("Dkim:PrivateKey", Key.ExportPkcs8PrivateKeyPem())];

    private static (string Key, string Value)[] Account(string password) => [("Username", MailServer.Username), ("Password", password)];

    private (string Key, string Value)[] Tls(int port, string security = "StartTls") =>
    [
        ("Host", "localhost"),
        ("Port", port.ToString(CultureInfo.InvariantCulture)),
        ("Security", security),
        ("CertificateAuthorityPath", server.AuthorityPath),
    ];

    private async Task SendAsync(Zending zending, params (string Key, string Value)[] settings)
    {
        await using var services = Services(settings);
        var channel = services.GetServices<IChannel>().Single(c => c.Kanaal == VerzendKanaal.Mail);

        await channel.SendAsync(zending, CancellationToken.None);
    }

    private ServiceProvider Services(params (string Key, string Value)[] settings)
    {
        var values = new Dictionary<string, string?>
        {
            ["Partners:Kanalen:Mail"] = "Smtp",
            ["Partners:Smtp:Host"] = "127.0.0.1",
            ["Partners:Smtp:Port"] = server.Port.ToString(CultureInfo.InvariantCulture),
            ["Partners:Smtp:Security"] = "None",
            ["Partners:Smtp:AllowedDomains:0"] = "klant.example",
        };
        foreach (var (key, value) in settings)
        {
            values[$"Partners:Smtp:{key}"] = value;
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton(TimeProvider.System);
        collection.AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = Environments.Development, ContentRootPath = AppContext.BaseDirectory });
        collection.AddPartners(configuration);
        return collection.BuildServiceProvider();
    }

    /// <summary>The key as DNS would give it.</summary>
    private sealed class PublishedKey : IDkimPublicKeyLocator
    {
        public AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            (methods, domain, selector) is ("dns/txt", "we-id.example", "mail2026")
                ? DotNetUtilities.GetRsaPublicKey(Key)
                : throw new InvalidOperationException($"No key for {selector} of {domain}.");

        public Task<AsymmetricKeyParameter> LocatePublicKeyAsync(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            Task.FromResult(LocatePublicKey(methods, domain, selector, cancellationToken));
    }
}
