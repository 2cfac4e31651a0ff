using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Features.Aanvragen.Opzeggingen;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.Features.Machtigingen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Gebruikers;

/// <summary>One user, as folded open in the overview .</summary>
/// <param name="Abonnement">Ends with the period that runs now, which is renewed.</param>
/// <param name="Aanvraag">The aanvraag that made the koppeling; null for a koppeling older than this system.</param>
/// <param name="Opzegging">The end that is under way; null when there is none.</param>
/// <param name="Mutatie">The change of the middel that is in behandeling; null when there is none.</param>
/// <param name="Upgrade">The higher level that does not hold yet; null when none was asked for.</param>
/// <param name="MagUpgraden">Whether a higher level can be asked for now .</param>
/// <param name="Machtigingen">Those that are open, with their einddatum .</param>
/// <param name="KostenOfBrief">What a new letter would cost; null while none can be asked for.</param>
public sealed record GebruikerDetail(
    Guid KoppelingId,
    string Naam,
    DateOnly Geboortedatum,
    string Email,
    string? Mobiel,
    DocumentType? Document,
    string? DocumentLaatsteDrie,
    Betrouwbaarheidsniveau Niveau,
    MiddelType Type,
    TweedeFactor? TweedeFactor,
    string? OtpSerienummer,
    Rol Rol,
    KoppelingStatus Status,
    DateOnly? UiterlijkActiverenOp,
    DateOnly? GeactiveerdOp,
    Abonnement? Abonnement,
    AanvraagStand? Aanvraag,
    LopendeOpzegging? Opzegging,
    MutatieStand? Mutatie,
    UpgradeStand? Upgrade,
    bool MagUpgraden,
    IReadOnlyList<MachtigingRegel> Machtigingen,
    Kostenoverzicht? KostenOfBrief)
{
    /// <summary>The account of the beheerder who looks .</summary>
    public required bool IsEigen { get; init; }

    /// <summary>Whether a pencil leads to another role; what else is against it is said when he asks for it .</summary>
    public required bool MagRolWijzigen { get; init; }

    /// <summary>Whether he may change the mobile number .</summary>
    public required bool MagMobielWijzigen { get; init; }

    /// <summary>Whether he may change the e-mail address .</summary>
    public required bool MagEmailWijzigen { get; init; }
}

/// <summary>Where the aanvraag stands.</summary>
/// <param name="Kosten">As agreed at its submission; null when it had none.</param>
public sealed record AanvraagStand(string Nummer, AanvraagStatus Status, DateOnly IngediendOp, DateOnly? BeslotenOp, Kostenoverzicht? Kosten)
{
    /// <summary>The aanvraag of which the beheerder has to supply something, and until when; null when nothing is asked of this organisatie.</summary>
    public (Guid AanvraagId, DateOnly Uiterlijk)? Aanvullen { get; init; }

    /// <summary>Under which its organisatie can follow it; null when another one asked for it.</summary>
    public Guid? VolgId { get; init; }
}

/// <summary>A change that is in behandeling.</summary>
/// <param name="Type">The aanvraag type.</param>
/// <param name="Nummer">Null when another organisatie asked for it.</param>
public sealed record MutatieStand(Guid AanvraagId, string Type, string? Nummer, DateOnly IngediendOp);

/// <summary>Loads what the overview folds open.</summary>
public sealed class GebruikerQuery(IDbContextFactory<WeIdDbContext> contexts, NieuweUitnodiging uitnodiging)
{
    /// <returns>Null when the actor is no beheerder of the organisatie, or when it has no such user: one answer for both.</returns>
    public async Task<GebruikerDetail?> FindAsync(Handeling handeling, Guid koppelingId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BeheerderAsync(handeling, ct) is not { } beheerder
            || await GebruikersQuery.Visible(db, beheerder.OrganisatieId)
                .Include(k => k.EhMiddel).ThenInclude(m => m.Persoon)
                .SingleOrDefaultAsync(k => k.Id == koppelingId, ct) is not { } koppeling)
        {
            return null;
        }

        var aanvraag = await db.Aanvragen.AsNoTracking().SingleOrDefaultAsync(a => a.Id == koppeling.AanvraagId, ct);
        var middel = koppeling.EhMiddel;
        var persoon = middel.Persoon;
        var opzegging = (await db.LopendeOpzeggingenAsync(beheerder.OrganisatieId, ct)).GetValueOrDefault(koppeling.Id);
        var upgrade = (await db.OpenUpgradesAsync(beheerder.OrganisatieId, ct)).GetValueOrDefault(koppeling.Id);
        return new(
            koppeling.Id,
            persoon.VolledigeNaam,
            persoon.Geboortedatum,
            persoon.Email.Value,
            persoon.Mobiel?.Value,
            persoon.Document?.Type,
            persoon.Document?.LaatsteDrie,
            koppeling.Niveau,
            middel.Type,
            middel.TweedeFactor,
            middel.OtpSerienummer,
            koppeling.Rol,
            koppeling.Status,
            koppeling.UiterlijkActiverenOp,
            koppeling.GeactiveerdOp is { } activated ? AmsterdamTime.DateOf(activated) : null,
            koppeling.Abonnement is { } abonnement ? abonnement with { Einde = abonnement.EindeOfPeriode(handeling.Today) } : null,
            aanvraag is null ? null : StandOf(aanvraag, beheerder.OrganisatieId) with { Aanvullen = await AanvullenAsync(db, aanvraag, beheerder.OrganisatieId, ct) },
            opzegging,
            middel.MutatieAanvraagId is { } mutatie ? await MutatieAsync(db, mutatie, beheerder.OrganisatieId, ct) : null,
            upgrade,
            koppeling is { Status: KoppelingStatus.Actief, EhMiddel: { Type: MiddelType.Regulier, MutatieAanvraagId: null } }
                && opzegging is null
                && koppeling.Id != beheerder.Id
                && koppeling.Niveau < beheerder.Niveau,
            await db.RegelsAsync(
                await db.GetoondeMachtigingenAsync(koppeling.Id, handeling, ct), handeling.Today, CultureInfo.CurrentUICulture, ct, koppeling),
            (koppeling.Status, upgrade) switch
            {
                (KoppelingStatus.ActivatieVerlopen, _) => uitnodiging.KostenOfBrief(koppeling.Niveau),
                (KoppelingStatus.Actief, { Status: KoppelingStatus.ActivatieVerlopen }) => uitnodiging.KostenOfBrief(upgrade.Niveau),
                _ => null,
            })
        {
            IsEigen = koppeling.Id == beheerder.Id,
            MagRolWijzigen = koppeling.Id != beheerder.Id && koppeling.AllowsRolWissel && middel.MutatieAanvraagId is null,
            MagMobielWijzigen = koppeling.RefuseMobielBy(beheerder) is null,
            MagEmailWijzigen = koppeling.RefuseEmail() is null,
        };
    }

    private static async Task<(Guid AanvraagId, DateOnly Uiterlijk)?> AanvullenAsync(WeIdDbContext db, Aanvraag aanvraag, Guid organisatieId, CancellationToken ct) =>
        aanvraag.Status is AanvraagStatus.AanvullingGevraagd && aanvraag.OrganisatieId == organisatieId
            ? (aanvraag.Id, await db.Aanvullingen.Where(v => v.AanvraagId == aanvraag.Id && v.Status == AanvullingStatus.Gevraagd).Select(v => v.Uiterlijk).SingleAsync(ct))
            : null;

    private static async Task<MutatieStand> MutatieAsync(WeIdDbContext db, Guid aanvraagId, Guid organisatieId, CancellationToken ct)
    {
        var aanvraag = await db.Aanvragen.AsNoTracking().SingleAsync(a => a.Id == aanvraagId, ct);
        return new(aanvraag.Id, aanvraag.Type, aanvraag.OrganisatieId == organisatieId ? aanvraag.Nummer : null, AmsterdamTime.DateOf(aanvraag.IngediendOp));
    }

    // The costs are of the organisatie that asked; another one to which the user was coupled with it does not pay them.
    private static AanvraagStand StandOf(Aanvraag aanvraag, Guid organisatieId) => new(
        aanvraag.Nummer,
        aanvraag.Status,
        AmsterdamTime.DateOf(aanvraag.IngediendOp),
        aanvraag.BeslotenOp is { } at ? AmsterdamTime.DateOf(at) : null,
        aanvraag.Kosten is { } kosten && aanvraag.OrganisatieId == organisatieId ? JsonSerializer.Deserialize<Kostenoverzicht>(kosten) : null)
    {
        VolgId = aanvraag.OrganisatieId == organisatieId ? aanvraag.Id : null,
    };
}
