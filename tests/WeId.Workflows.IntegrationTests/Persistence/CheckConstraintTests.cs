using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine.Embedded;
using WeId.Workflows.IntegrationTests.Beoordeling;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Persistence;

/// <summary>What one table can hold of I7, the database holds itself: it refuses the row whoever writes it.</summary>
public sealed class CheckConstraintTests : IAsyncLifetime
{
    private Werkvoorraad voorraad = null!;

    public static TheoryData<string, string> Violations() => new()
    {
        { "CK_WorkflowWaits_Closed", "UPDATE \"WorkflowWaits\" SET \"Status\" = 'Withdrawn'" },
        { "CK_WorkflowWaits_Closed", "UPDATE \"WorkflowWaits\" SET \"ClosedAt\" = \"OpenedAt\"" },
        { "CK_WorkflowInstances_Ended", "UPDATE \"WorkflowInstances\" SET \"Status\" = 'Canceled'" },
        { "CK_WorkflowInstances_Ended", "UPDATE \"WorkflowInstances\" SET \"EndedAt\" = \"StartedAt\"" },
        { "CK_Taken_Besloten", "UPDATE \"Taken\" SET \"Status\" = 'Besloten'" },
        { "CK_Taken_Besloten", "UPDATE \"Taken\" SET \"Besluit\" = 'Goedgekeurd'" },
        { "CK_Koppelingen_Actief", "UPDATE \"Koppelingen\" SET \"GeactiveerdOp\" = NULL" },
        { "CK_Koppelingen_Actief", "UPDATE \"Koppelingen\" SET \"UiterlijkActiverenOp\" = NULL" },
        { "CK_Koppelingen_Termijn", "UPDATE \"Koppelingen\" SET \"Status\" = 'WachtenOpActivatie'" },
        { "CK_Upgrades_Actief", "UPDATE \"Upgrades\" SET \"Status\" = 'Actief'" },
        { "CK_Upgrades_Termijn", "UPDATE \"Upgrades\" SET \"Status\" = 'WachtenOpActivatie'" },
        { "CK_Bijlagen_Gewist", "UPDATE \"Bijlagen\" SET \"GewistOp\" = \"GeuploadOp\"" },
        { "CK_Bijlagen_Gewist", "UPDATE \"Bijlagen\" SET \"Sleutel\" = NULL" },
        { "CK_Audit_Ketting", "UPDATE \"Audit\" SET \"Volgnummer\" = 1" },
        { "CK_Audit_Ketting", "UPDATE \"Audit\" SET \"Hash\" = 'ff'" },
    };

    public async Task InitializeAsync()
    {
        voorraad = await Werkvoorraad.CreateAsync();
        var world = voorraad.World;
        var instance = new WorkflowInstance
        {
            Id = Given.Id(), AanvraagId = voorraad.Aanvraag.Id, DefinitionId = "nieuwe-gebruiker", DefinitionVersion = 1, StartedAt = TestWorld.Begin, StateJson = "{}",
        };
        var gebruiker = Given.Gebruiker(voorraad.Organisatie, rol: Rol.Gebruiker);
        await world.SeedAsync(gebruiker.Persoon, gebruiker.Middel, gebruiker.Koppeling);
        await world.SeedAsync(new Upgrade(Given.Id(), gebruiker.Koppeling, Betrouwbaarheidsniveau.Eh4, Rol.Gebruiker, null, [], Given.Id()));
        world.MayBreak("the upgrade has no aanvraag", "Mutatie");
        await world.SeedAsync(instance, AuditRegel.Of(world.Handeling(), "AanvraagIngediend", voorraad.Aanvraag.Id));
    }

    public async Task DisposeAsync() => await voorraad.DisposeAsync();

    [Theory]
    [MemberData(nameof(Violations))]
    public async Task Row_ThatContradictsItself_IsRefused(string constraint, string sql)
    {
        var refusal = await Assert.ThrowsAnyAsync<DbException>(() => voorraad.World.ReadAsync(db => db.Database.ExecuteSqlRawAsync(sql)));

        Assert.Contains(constraint, refusal.Message, StringComparison.Ordinal);
    }
}
