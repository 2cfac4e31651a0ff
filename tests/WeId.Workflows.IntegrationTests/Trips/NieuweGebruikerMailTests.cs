using System.Globalization;
using MimeKit;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.IntegrationTests.Channels;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>The mails of the trip, as a mail server on this machine receives them.</summary>
public sealed class NieuweGebruikerMailTests(MailServer server) : IClassFixture<MailServer>
{
    [Fact]
    public async Task Submit_ConfirmationArrivesWithTextHtmlAndItsPdf()
    {
        await using var world = await WorldAsync();
        var trip = new NieuweGebruikerTrip(world, "EH3", TweedeFactor.OtpDevice);
        await trip.PrepareAsync();
        await trip.SubmitAsync();

        await world.SettleAsync();

        var mail = Assert.Single(server.All(), m => m.Subject?.Contains("A-2026-000001", StringComparison.Ordinal) == true);
        Assert.Contains("Test BV Donald", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("<html", mail.HtmlBody, StringComparison.OrdinalIgnoreCase);
        var pdf = Assert.IsAssignableFrom<MimePart>(Assert.Single(mail.Attachments));
        Assert.Equal("application/pdf", pdf.ContentType.MimeType);
        using var content = new MemoryStream();
        await pdf.Content!.DecodeToAsync(content);
        Assert.Equal("%PDF-"u8.ToArray(), content.ToArray()[..5]);
    }

    [Fact]
    public async Task Approve_Eh3_PersonalLinkArrivesAtTheUser()
    {
        await using var world = await WorldAsync();
        var trip = new NieuweGebruikerTrip(world, "EH3", TweedeFactor.Sms);
        await trip.PrepareAsync();
        await trip.SubmitAsync();
        await world.SettleAsync();

        await trip.ReviewAsync(approve: true);

        var mail = Assert.Single(server.All(), m => m.To.Mailboxes.Any(t => t.Address == "nina@example.nl"));
        Assert.Contains("https://weid.example/activeren#", mail.TextBody, StringComparison.Ordinal);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
    }

    private Task<TestWorld> WorldAsync() => TestWorld.CreateAsync((services, configuration) =>
    {
        configuration["Partners:Kanalen:Mail"] = "Smtp";
        configuration["Partners:Smtp:Host"] = "127.0.0.1";
        configuration["Partners:Smtp:Port"] = server.Port.ToString(CultureInfo.InvariantCulture);
        configuration["Partners:Smtp:Security"] = "None";
        configuration["Partners:Smtp:AllowedDomains:0"] = "example.nl";
        Product.Add(services, configuration);
    });
}
