using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Gebruikers;

namespace WeId.Workflows.UnitTests.Features.Gebruikers;

/// <summary>The overview of users as a file .</summary>
public sealed class GebruikersExportTests
{
    [Fact]
    public async Task Make_HasTheColumnsOfTheManualAndARowForEachUser()
    {
        await using var module = await Beheermodule.CreateAsync();
        await module.AddAsync("Zwart", KoppelingStatus.WachtenOpActivatie);
        await module.AddAsync("Weg", KoppelingStatus.Beeindigd);

        var tabel = (await module.Get<GebruikersExport>().MakeAsync(module.Handeling(), new(), "csv", CancellationToken.None)).Value!;
        var rijen = await tabel.Rijen.ToListAsync();

        Assert.Equal(["ID", "Naam", "E-mailadres", "Rol", "Status", "Activatie einddatum", "Niveau", "OTP of sms-nummer"], tabel.Kolommen.Select(k => k.Titel));
        Assert.Equal(2, rijen.Count);
        Assert.Equal([module.Koppeling.Id.ToString(), module.Persoon.VolledigeNaam, module.Persoon.Email.Value, "Beheerder", "Actief", null, "EH3", module.Persoon.Mobiel!.Value.Value], rijen[0]);
        Assert.Equal(("Wachten op activatie", new DateOnly(2026, 3, 28)), (rijen[1][4], rijen[1][5]));
        Assert.Equal(1, await module.World.ReadAsync(db => db.Audit.CountAsync(a => a.Wat == "OverzichtGeexporteerd")));
    }

    [Fact]
    public async Task Make_OfASearchAndAStatus_HasWhatTheOverviewShows()
    {
        await using var module = await Beheermodule.CreateAsync();
        await module.AddAsync("Zwart", KoppelingStatus.Actief);
        await module.AddAsync("Zwartjes", KoppelingStatus.WachtenOpActivatie);

        var tabel = await module.Get<GebruikersExport>().MakeAsync(module.Handeling(), new("zwart", KoppelingStatus.WachtenOpActivatie), "xlsx", CancellationToken.None);

        Assert.Contains("Zwartjes", (string)Assert.Single(await tabel.Value!.Rijen.ToListAsync())[1]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Make_ForAnotherCompany_IsRefusedAndNotNoted()
    {
        await using var module = await Beheermodule.CreateAsync();

        var result = await module.Get<GebruikersExport>().MakeAsync(module.Handeling() with { OrganisatieId = TestKit.Given.Id() }, new(), "csv", CancellationToken.None);

        Assert.Equal([new NotAllowed()], result.Refusals);
        Assert.Equal(0, await module.World.ReadAsync(db => db.Audit.CountAsync(a => a.Wat == "OverzichtGeexporteerd")));
    }
}
