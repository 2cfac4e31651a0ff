using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>Two reviewers who decide about any aanvraag. Their operation ids follow from the task, so that they can go on after a crash.</summary>
internal sealed class Beoordelaars(TestWorld world)
{
    /// <summary>The rejection that all trips have.</summary>
    public static Besluit Rejection { get; } = new(false, new Dictionary<string, PuntAntwoord>(), [Afkeurredenen.Codes[0]], "De foto is te donker.");

    /// <summary>The two of them; once.</summary>
    public async Task PrepareAsync()
    {
        if (await world.ReadAsync(db => db.Medewerkers.AnyAsync()))
        {
            return;
        }

        var (eerste, tweede) = (Given.Medewerker(StafRol.Beoordelaar), Given.Medewerker(StafRol.Beoordelaar));
        await world.SeedAsync(eerste.Medewerker, eerste.Account, tweede.Medewerker, tweede.Account);
    }

    /// <summary>Each stage of the latest aanvraag by another one, as long as there is a stage.</summary>
    /// <param name="approve">Whether all of them approve; the last one rejects when not.</param>
    /// <param name="stages">How many of them, at most.</param>
    /// <param name="type">Of the aanvraag; null: whichever is the latest.</param>
    public async Task ReviewAsync(bool approve = true, int stages = 2, string? type = null)
    {
        foreach (var (account, fase) in (await AccountsAsync(world)).Zip(["Eerste", "Tweede"]).Take(stages))
        {
            var aanvraag = await world.ReadAsync(db => db.Aanvragen.AsNoTracking().Where(a => type == null || a.Type == type).OrderByDescending(a => a.Nummer).FirstAsync());
            var taak = await world.ReadAsync(db => db.Taken.AsNoTracking()
                .Where(t => t.AanvraagId == aanvraag.Id && t.Soort == TaakSoort.Beoordeling && t.Fase == fase)
                .OrderBy(t => t.Status == TaakStatus.Besloten)
                .ThenBy(t => t.Besluit == BeoordelingService.AanvullingGevraagd)
                .FirstOrDefaultAsync());
            if (taak is null)
            {
                return;
            }

            var isLast = fase == "Tweede" || stages == 1;
            await DecideAsync(account, taak, approve || !isLast ? Approval(aanvraag, fase) : Rejection);
        }
    }

    /// <summary>One of them takes the only open review and approves it, if he may.</summary>
    public async Task<Result<Done>> TryApproveAsync()
    {
        var taak = await world.ReadAsync(db => db.Taken.AsNoTracking().SingleAsync(t => t.Soort == TaakSoort.Beoordeling && (t.Status == TaakStatus.Open || t.Status == TaakStatus.Geclaimd)));
        var aanvraag = await world.ReadAsync(db => db.Aanvragen.AsNoTracking().SingleAsync(a => a.Id == taak.AanvraagId));
        var account = (await AccountsAsync(world))[taak.Fase == "Tweede" ? 1 : 0];
        var beoordeling = world.Services.GetRequiredService<BeoordelingService>();
        Check(await beoordeling.ClaimAsync(world.Handeling(account), taak.Id, CancellationToken.None));
        return await beoordeling.DecideAsync(world.Handeling(account), taak.Id, Approval(aanvraag, taak.Fase), CancellationToken.None);
    }

    /// <summary>The findings that the reviewer of the only claimed review sees now.</summary>
    public async Task<IReadOnlyList<Controle>> ControlesAsync()
    {
        var taak = await world.ReadAsync(db => db.Taken.AsNoTracking().SingleAsync(t => t.Soort == TaakSoort.Beoordeling && t.Status == TaakStatus.Geclaimd));
        var account = (await AccountsAsync(world))[taak.Fase == "Tweede" ? 1 : 0];
        return (await world.Services.GetRequiredService<TakenQuery>().FindAsync(world.Handeling(account), taak.Id, CancellationToken.None))!.Inhoud!.Controles;
    }

    /// <summary>What was approved is carried out by hand, or turns out not to be possible.</summary>
    public async Task CarryOutAsync(bool doorgevoerd = true, string? toelichting = null)
    {
        var account = (await AccountsAsync(world))[0];
        if (await world.ReadAsync(db => db.Taken.AsNoTracking().OrderByDescending(t => t.Id).FirstOrDefaultAsync(t => t.Soort == TaakSoort.WijzigingDoorvoeren)) is not { } taak)
        {
            return;
        }

        Handeling Act(string wat) => new(DerivedId.From(taak.Id, wat), world.Time.GetUtcNow()) { AccountId = account };
        Check(await world.Services.GetRequiredService<BeoordelingService>().ClaimAsync(Act("oppakken"), taak.Id, CancellationToken.None));
        Check(await world.Services.GetRequiredService<DoorvoerService>().RunAsync(Act("doorvoeren"), taak.Id, new(doorgevoerd, null, toelichting), CancellationToken.None));
        await world.SettleAsync();
    }

    /// <summary>The accounts of who reviews the first stage and of who reviews the second.</summary>
    public static Task<List<Guid>> AccountsAsync(TestWorld world) => world.ReadAsync(async db =>
    {
        var medewerkers = (await db.Medewerkers.AsNoTracking().OrderBy(m => m.Id).ToListAsync()).Where(m => m.Rollen.Contains(StafRol.Beoordelaar)).Select(m => m.Id).ToList();
        var accounts = await db.Users.Where(u => u.MedewerkerId != null).ToDictionaryAsync(u => u.MedewerkerId!.Value, u => u.Id);
        return medewerkers.ConvertAll(m => accounts[m]);
    });

    /// <summary>Every point of the stage is right.</summary>
    public Besluit Approval(Aanvraag aanvraag, string fase) => new(
        true,
        world.Services.GetRequiredService<AanvraagSoorten>().Of(aanvraag).Checklist(aanvraag, fase).ToDictionary(p => p.Code, _ => PuntAntwoord.Akkoord),
        [],
        null);

    /// <summary>One of them decides one task.</summary>
    public async Task DecideAsync(Guid account, BeoordelingsTaak taak, Besluit besluit)
    {
        var beoordeling = world.Services.GetRequiredService<BeoordelingService>();
        Handeling Act(string wat) => new(DerivedId.From(taak.Id, wat), world.Time.GetUtcNow()) { AccountId = account };
        Check(await beoordeling.ClaimAsync(Act("oppakken"), taak.Id, CancellationToken.None));
        Check(await beoordeling.DecideAsync(Act("besluiten"), taak.Id, besluit, CancellationToken.None));
        await world.SettleAsync();
    }

    private static void Check<T>(Result<T> result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(", ", result.Refusals));
        }
    }
}
