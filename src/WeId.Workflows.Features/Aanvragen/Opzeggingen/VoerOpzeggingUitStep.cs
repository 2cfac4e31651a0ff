using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.Opzeggingen;

/// <summary>
/// Ends the koppelingen that are due, each only when one active beheerder stays: looked at once more in this
/// very transaction, since much can have changed since the submission.
/// </summary>
internal sealed class VoerOpzeggingUitStep(UseCaseScope scope, Intrekking intrekking) : IStepHandler
{
    public const string Alles = "Alles";
    public const string Deels = "Deels";
    public const string Geblokkeerd = "Geblokkeerd";
    public const string NogGeblokkeerd = "NogGeblokkeerd";

    public static StepDescriptor Description { get; } = new("WeId.VoerOpzeggingUit")
    {
        TitleNl = "Opzegging uitvoeren",
        TitleEn = "Carry out the opzegging",
        Outcomes = [Alles, Deels, Geblokkeerd, NogGeblokkeerd],
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var db = scope.Db;
        var aanvraag = await db.Aanvragen.SingleAsync(a => a.Id == context.AanvraagId, ct);
        if (aanvraag.Status is not AanvraagStatus.InUitvoering)
        {
            throw new InvalidOperationException($"Aanvraag {aanvraag.Id} is {aanvraag.Status}: nothing is ended for it.");
        }

        var handeling = new Handeling(context.ExecutionId, context.Now);
        var gegevens = AanvraagGegevens.Read<OpzeggingGegevens>(aanvraag);
        var ids = gegevens.Koppelingen.Select(k => k.KoppelingId).ToList();
        var koppelingen = await db.Koppelingen.Include(k => k.Organisatie).Include(k => k.EhMiddel).Where(k => ids.Contains(k.Id)).ToDictionaryAsync(k => k.Id, ct);
        var open = gegevens.Koppelingen.Where(r => koppelingen[r.KoppelingId].CanEnd).ToList();
        var due = open.Where(r => !gegevens.Opzegging.IsPlanned || r.Einde <= context.Now).ToList();
        var ended = new List<Organisatiekoppeling>();
        foreach (var regel in due)
        {
            var koppeling = koppelingen[regel.KoppelingId];
            if (await EndAsync(handeling, aanvraag.Id, gegevens.Opzegging, koppeling, regel, ct))
            {
                ended.Add(koppeling);
            }
        }

        if (ended.Count > 0 && aanvraag.PersoonId is { } persoon)
        {
            var isOut = await EndSignInAsync(persoon, ended, ct);
            await EndMutatiesAsync(handeling, persoon, ended, isOut, isOut || !gegevens.Opzegging.IsPlanned, ct);
        }

        if (due.Count > ended.Count)
        {
            var isTold = await db.Verzendingen.AnyAsync(v => v.AanvraagId == aanvraag.Id && v.Template == "opzegging-niet-uitgevoerd", ct);
            return new StepResult.Completed(isTold ? NogGeblokkeerd : Geblokkeerd);
        }

        return new StepResult.Completed(open.Count > ended.Count ? Deels : Alles);
    }

    private async Task<bool> EndAsync(Handeling handeling, Guid aanvraagId, Opzegging opzegging, Organisatiekoppeling koppeling, OpzeggingRegel regel, CancellationToken ct)
    {
        var organisatie = koppeling.Organisatie;
        var closes = false;

        // In a company that has ended nobody needs to stay.
        if (organisatie.Status is OrganisatieStatus.Actief)
        {
            // Who is due as well only counts as gone where the end of the company was confirmed: otherwise the one that runs
            // first would leave the company to nobody.
            var weg = (opzegging.BedrijfAkkoord ? await scope.Db.LopendeOpzeggingenAsync(organisatie.Id, ct) : [])
                .Values.Where(l => l.LaatsteDag < handeling.Today).Select(l => l.KoppelingId).Append(koppeling.Id).ToList();
            var anderen = await scope.Db.BezettingAsync(organisatie.Id, weg, ct);
            if (opzegging.RefuseBezetting(koppeling, anderen) is not null)
            {
                return false;
            }

            closes = Opzegging.ClosesBedrijf(koppeling, anderen);
        }

        // Refused before, it has worked longer than was planned.
        var laatsteDag = regel.LaatsteDag < handeling.Today.AddDays(-1) ? handeling.Today : regel.LaatsteDag;
        koppeling.EndOn(laatsteDag).OrThrow();
        koppeling.EhMiddel.ReleaseWith(organisatie);
        scope.Db.Audit.Add(AuditRegel.Of(
            handeling, "KoppelingBeeindigd", aanvraagId, JsonSerializer.Serialize(new { koppeling = koppeling.Id, organisatie = organisatie.Id, laatsteDag })));
        if (closes)
        {
            organisatie.Close().OrThrow();
            scope.Db.Audit.Add(AuditRegel.Of(handeling, "OrganisatieOpgezegd", aanvraagId, JsonSerializer.Serialize(new { organisatie = organisatie.Id })));
        }

        return true;
    }

    /// <summary>Without a middel that works he cannot sign in any more, and where he is signed in that ends.</summary>
    /// <returns>Whether he has none left.</returns>
    private async Task<bool> EndSignInAsync(Guid persoon, List<Organisatiekoppeling> ended, CancellationToken ct)
    {
        var ids = ended.Select(k => k.Id).ToList();
        if (await scope.Db.Koppelingen.AnyAsync(k => k.EhMiddel.PersoonId == persoon && k.Status == KoppelingStatus.Actief && !ids.Contains(k.Id), ct))
        {
            return false;
        }

        if (await scope.Db.Users.SingleOrDefaultAsync(u => u.PersoonId == persoon && u.IsActief, ct) is { } account)
        {
            account.IsActief = false;
            account.SecurityStamp = Convert.ToHexString(RandomNumberGenerator.GetBytes(20));
        }

        return true;
    }

    /// <summary>
    /// What was still asked for this user there is carried out no more, unless it is also for where he stays. Per direct, and
    /// when he has nothing left, the mutatie that has locked his middel ends too, wherever it was asked for: it must not give
    /// him anything new. What he asked for himself goes with his last middel.
    /// </summary>
    private async Task EndMutatiesAsync(Handeling handeling, Guid persoon, List<Organisatiekoppeling> ended, bool isOut, bool endsLocking, CancellationToken ct)
    {
        var ids = ended.Select(k => k.Id).ToList();
        var made = ended.Select(k => k.AanvraagId).ToList();
        var organisaties = ended.Select(k => k.OrganisatieId).ToList();
        var middelen = ended.Select(k => k.EhMiddelId).ToList();
        var mutaties = await scope.Db.Aanvragen
            .Where(a => a.PersoonId == persoon
                && a.Type != OpzeggingGegevens.Type
                && (a.Status == AanvraagStatus.Ingediend || a.Status == AanvraagStatus.InBeoordeling || a.Status == AanvraagStatus.AanvullingGevraagd || a.Status == AanvraagStatus.InUitvoering)
                && ((isOut && a.AanvragerId == persoon)
                    || (endsLocking && (scope.Db.EhMiddelen.Any(m => middelen.Contains(m.Id) && m.MutatieAanvraagId == a.Id)
                        || scope.Db.Upgrades.Any(u => middelen.Contains(u.EhMiddelId) && u.AanvraagId == a.Id)))
                    || ((made.Contains(a.Id) || organisaties.Contains(a.OrganisatieId))
                        && !scope.Db.Koppelingen.Any(k => k.AanvraagId == a.Id
                            && !ids.Contains(k.Id)
                            && (k.Status == KoppelingStatus.WachtenOpGoedkeuring || k.Status == KoppelingStatus.WachtenOpActivatie || k.Status == KoppelingStatus.ActivatieVerlopen)))))
            .Select(a => a.Id)
            .ToListAsync(ct);
        foreach (var mutatie in mutaties)
        {
            await intrekking.WithdrawAsync(scope, handeling with { OperationId = DerivedId.From(handeling.OperationId, mutatie.ToString()) }, mutatie, ct);
        }
    }
}
