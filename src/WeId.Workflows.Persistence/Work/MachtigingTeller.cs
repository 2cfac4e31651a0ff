using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Machtigingen;

namespace WeId.Workflows.Persistence.Work;

/// <summary>Keeps <see cref="MachtigingTelling"/> equal to the machtigingen that are written, in the same save; of two who count at once one is repeated.</summary>
internal static class MachtigingTeller
{
    /// <summary>For machtigingen that are older: first that of their koppeling where they have no company, then how many they are.</summary>
    public static readonly IReadOnlyList<string> Fill =
    [
        """
        UPDATE "Machtigingen" SET "OrganisatieId" = (SELECT k."OrganisatieId" FROM "Koppelingen" k WHERE k."Id" = "Machtigingen"."KoppelingId")
        WHERE "OrganisatieId" = '00000000-0000-0000-0000-000000000000'
        """,
        """
        INSERT INTO "MachtigingTellingen" ("OrganisatieId", "Soort", "Sleutel", "Einddatum", "Aantal")
        SELECT m."OrganisatieId", m."Soort", m."Sleutel", m."Einddatum", COUNT(*)
        FROM (
            SELECT "OrganisatieId", "Soort", COALESCE(LOWER(CAST("DienstUuid" AS VARCHAR(36))), "Oin", "Niveau") AS "Sleutel", "Einddatum"
            FROM "Machtigingen" WHERE "Status" IN ('InVerwerking', 'Actief', 'IntrekkingAangekondigd')) m
        GROUP BY m."OrganisatieId", m."Soort", m."Sleutel", m."Einddatum"
        """,
    ];

    private sealed record Groep(Guid OrganisatieId, MachtigingSoort Soort, string Sleutel, DateOnly Einddatum);

    /// <summary>Adds to the context what its changes make of the numbers. Expects the changes to have been detected.</summary>
    public static async Task CountAsync(WeIdDbContext db, CancellationToken ct)
    {
        // Of a save that failed: what is counted now holds what it would have counted.
        foreach (var pending in db.ChangeTracker.Entries<MachtigingTelling>().Where(e => e.State is not EntityState.Unchanged).ToList())
        {
            pending.State = EntityState.Detached;
        }

        var verschil = DifferenceOf(db);
        if (verschil.Count == 0)
        {
            return;
        }

        var organisaties = verschil.Keys.Select(g => g.OrganisatieId).Distinct().ToList();
        var dagen = verschil.Keys.Select(g => g.Einddatum).Distinct().ToList();
        var rijen = (await db.MachtigingTellingen.Where(t => organisaties.Contains(t.OrganisatieId) && dagen.Contains(t.Einddatum)).ToListAsync(ct))
            .ToDictionary(t => new Groep(t.OrganisatieId, t.Soort, t.Sleutel, t.Einddatum));
        foreach (var (groep, aantal) in verschil)
        {
            if (!rijen.TryGetValue(groep, out var rij))
            {
                db.MachtigingTellingen.Add(new(groep.OrganisatieId, groep.Soort, groep.Sleutel, groep.Einddatum, aantal));
            }
            else if (rij.Aantal + aantal == 0)
            {
                db.MachtigingTellingen.Remove(rij);
            }
            else
            {
                db.Entry(rij).Property(t => t.Aantal).CurrentValue += aantal;
            }
        }
    }

    private static Dictionary<Groep, int> DifferenceOf(WeIdDbContext db)
    {
        var verschil = new Dictionary<Groep, int>();
        foreach (var entry in db.ChangeTracker.Entries<Machtiging>().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
        {
            var (machtiging, was) = (entry.Entity, entry.OriginalValues);
            if (entry.State is not EntityState.Added && Machtiging.IsOpenAt(was.GetValue<MachtigingStatus>(nameof(Machtiging.Status))))
            {
                Add(machtiging, was.GetValue<DateOnly>(nameof(Machtiging.Einddatum)), -1);
            }

            if (entry.State is not EntityState.Deleted && machtiging.IsOpen)
            {
                Add(machtiging, machtiging.Einddatum, 1);
            }
        }

        return verschil.Where(v => v.Value != 0).ToDictionary();

        void Add(Machtiging machtiging, DateOnly einddatum, int aantal)
        {
            var groep = new Groep(machtiging.OrganisatieId, machtiging.Soort, MachtigingTelling.SleutelOf(machtiging), einddatum);
            verschil[groep] = verschil.GetValueOrDefault(groep) + aantal;
        }
    }
}
