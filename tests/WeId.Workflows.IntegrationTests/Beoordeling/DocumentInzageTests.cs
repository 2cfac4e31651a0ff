using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Medewerkers;

namespace WeId.Workflows.IntegrationTests.Beoordeling;

public sealed class DocumentInzageTests
{
    [Fact]
    public async Task Open_WithTheTaskClaimed_GivesTheBytesAndNotesTheView()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync();
        var account = await voorraad.BeoordelaarAsync();
        await voorraad.ClaimAsync(account);

        var result = await voorraad.ViewAsync(account);

        Assert.Equal(Werkvoorraad.Scan, result.Value?.Bytes);
        Assert.Contains("DocumentBekeken", await voorraad.ReadAuditAsync());
    }

    [Fact]
    public async Task Open_WithoutClaim_IsRefusedAndNoted()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync();
        var account = await voorraad.BeoordelaarAsync();

        var result = await voorraad.ViewAsync(account);

        Assert.IsType<NotAllowed>(Assert.Single(result.Refusals));
        Assert.Equal(["DocumentGeweigerd"], await voorraad.ReadAuditAsync());
    }

    [Fact]
    public async Task Open_ByAColleagueOfWhoHasTheTask_IsRefused()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync();
        await voorraad.ClaimAsync(await voorraad.BeoordelaarAsync());

        Assert.False((await voorraad.ViewAsync(await voorraad.BeoordelaarAsync())).Succeeded);
    }

    [Fact]
    public async Task Open_AfterRelease_IsRefused()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync();
        var account = await voorraad.BeoordelaarAsync();
        await voorraad.ClaimAsync(account);
        await voorraad.ReleaseAsync(account);

        Assert.False((await voorraad.ViewAsync(account)).Succeeded);
    }

    [Fact]
    public async Task Open_AfterTheDecision_FindsNothing()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync();
        var account = await voorraad.BeoordelaarAsync();
        await voorraad.ClaimAsync(account);
        await voorraad.ApproveAsync(account);

        Assert.False((await voorraad.ViewAsync(account)).Succeeded);
    }

    [Fact]
    public async Task Open_DocumentOfAnotherAanvraag_IsRefused()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync();
        var account = await voorraad.BeoordelaarAsync();
        await voorraad.ClaimAsync(account);

        var result = await voorraad.Inzage.OpenAsync(voorraad.World.Handeling(account), voorraad.Taak.Id, TestKit.Given.Id(), CancellationToken.None);

        Assert.False(result.Succeeded);
    }

    [Theory]
    [InlineData(StafRol.Postkamer)]
    [InlineData(StafRol.Operator)]
    [InlineData(StafRol.Auditor)]
    public async Task Open_ByEveryRoleExceptBeoordelaar_IsRefused(StafRol rol)
    {
        await using var voorraad = await Werkvoorraad.CreateAsync();
        var (_, account) = await voorraad.MedewerkerAsync(null, rol);

        Assert.False((await voorraad.ViewAsync(account)).Succeeded);
    }
}
