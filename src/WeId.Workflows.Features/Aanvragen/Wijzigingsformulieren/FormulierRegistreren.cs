using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Features.Beoordeling.Stukken;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.Wijzigingsformulieren;

/// <summary>A form on paper, as a medewerker types it over.</summary>
/// <param name="InzenderKoppeling">Who signed it, when he has or had a middel of the organisatie; otherwise <paramref name="Inzender"/>.</param>
public sealed record FormulierRegistratie(
    WijzigingSoort Soort,
    Guid OrganisatieId,
    DateOnly? OntvangenOp,
    Guid? InzenderKoppeling,
    NieuweInzender? Inzender,
    IReadOnlyDictionary<string, string> Antwoorden);

/// <summary>Who signed a form without having a middel with us, such as a wettelijk vertegenwoordiger of a company without a beheerder .</summary>
public sealed record NieuweInzender(string? Voornamen, string? Tussenvoegsel, string? Achternaam, DateOnly? Geboortedatum, string? Email);

/// <summary>The scan of a form.</summary>
public sealed record FormulierScan(string Bestandsnaam, ReadOnlyMemory<byte> Inhoud);

/// <summary>An organisatie to which a form may belong.</summary>
public sealed record FormulierOrganisatie(Guid Id, string Naam, string KvkNummer, string? Vestigingsnummer, bool HeeftBeheerder, IReadOnlyList<FormulierPersoon> Personen);

/// <summary>Somebody who has or had a middel there.</summary>
/// <param name="IsGebruiker">He still has it, so that a form can be about him.</param>
public sealed record FormulierPersoon(Guid KoppelingId, string Naam, bool IsGebruiker);

/// <summary>
/// The back office registers a form that came by post; from there on it goes the way of one that was sent online. Who
/// registers it does not judge it.
/// </summary>
public sealed class FormulierRegistreren(
    UseCases useCases, Indiener indiener, IDbContextFactory<WeIdDbContext> contexts, IOptionsMonitor<Tarieven> tarieven, IBijlageInspector inspector, StukService stukken)
{
    /// <summary>Stage under which who registered it is on record.</summary>
    public const string Fase = "Registratie";

    /// <summary>What the scan is called among the documents of the aanvraag.</summary>
    public const string StukSoort = "formulier";

    private const int MaxNaam = 100;

    /// <summary>The organisaties with this KvK number; null for who is no medewerker of the back office.</summary>
    public async Task<IReadOnlyList<FormulierOrganisatie>?> FindAsync(Handeling handeling, KvkNummer kvk, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await Medewerkers.OfBackOfficeAsync(db, handeling, ct) is null)
        {
            return null;
        }

        var organisaties = await db.Organisaties.AsNoTracking().Where(o => o.KvkNummer == kvk && o.Status == OrganisatieStatus.Actief).ToListAsync(ct);
        var ids = organisaties.Select(o => o.Id).ToList();
        var koppelingen = await db.Koppelingen.AsNoTracking().Include(k => k.EhMiddel).ThenInclude(m => m.Persoon)
            .Where(k => ids.Contains(k.OrganisatieId) && k.Status != KoppelingStatus.Afgekeurd)
            .ToListAsync(ct);
        return
        [
            .. organisaties.Select(o => new FormulierOrganisatie(
                o.Id,
                o.Naam,
                o.KvkNummer.Value,
                o.Vestigingsnummer?.Value,
                koppelingen.Exists(k => k.OrganisatieId == o.Id && k is { Rol: Rol.Beheerder, Status: KoppelingStatus.Actief }),
                [.. koppelingen.Where(k => k.OrganisatieId == o.Id).Select(k => new FormulierPersoon(k.Id, k.EhMiddel.Persoon.VolledigeNaam, k.IsVisible)).OrderBy(p => p.Naam, StringComparer.CurrentCulture)])),
        ];
    }

    /// <summary>Registers it with its scan; a repeat with the same operation id answers the same aanvraag.</summary>
    /// <param name="scan">Refused with the form for the BSN, of which nothing but the day is kept .</param>
    public async Task<Result<Indiening>> RunAsync(Handeling handeling, FormulierRegistratie registratie, FormulierScan? scan, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        ArgumentNullException.ThrowIfNull(registratie);
        var alleenPapier = Wijzigingsformulier.For(registratie.Soort).AlleenPapier;
        if (scan is null ? !alleenPapier : alleenPapier)
        {
            return (scan is null ? new ScanMissing() : (Refusal)new ScanNotKept()) with { Field = nameof(FormulierScan) };
        }

        // Before the transaction: reading a large image would keep every other writer waiting. Not for who may not do this: he is refused in it.
        var inspectie = scan is null || !await IsMedewerkerAsync(handeling, ct) ? null : inspector.Inspect(scan.Bestandsnaam, scan.Inhoud, ct);
        if (inspectie is BijlageInspectie.Geweigerd geweigerd)
        {
            return geweigerd.Reden with { Field = nameof(FormulierScan) };
        }

        var version = await indiener.VersionAsync(WijzigingsformulierGegevens.Type, ct);
        return await useCases.RunAsync<Indiening>(
            handeling,
            async (scope, token) =>
            {
                if (await Medewerkers.OfBackOfficeAsync(scope.Db, handeling, token) is not { } medewerker)
                {
                    return new NotAllowed();
                }

                var result = await RegisterAsync(scope, handeling, registratie, version, token);
                if (!result.Succeeded)
                {
                    return result;
                }

                // On record as somebody involved, so that the rule of four eyes keeps him from judging it.
                scope.Db.BetrokkenMedewerkers.Add(new BetrokkenMedewerker(result.Value.AanvraagId, medewerker.Id, Fase, handeling.At));
                if (inspectie is BijlageInspectie.Geaccepteerd geaccepteerd)
                {
                    scope.Db.Dossierstukken.Add(stukken.Seal(result.Value.AanvraagId, null, StukSoort, scan!.Bestandsnaam, geaccepteerd, handeling.At));
                }

                scope.Db.Audit.Add(AuditRegel.Of(
                    handeling, "FormulierGeregistreerd", result.Value.AanvraagId, JsonSerializer.Serialize(new { soort = registratie.Soort.ToString(), medewerker = medewerker.Id, scan = scan is not null })));
                return result;
            },
            ct);
    }

    private async Task<bool> IsMedewerkerAsync(Handeling handeling, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Medewerkers.OfBackOfficeAsync(db, handeling, ct) is not null;
    }

    private async Task<Result<Indiening>> RegisterAsync(UseCaseScope scope, Handeling handeling, FormulierRegistratie registratie, int version, CancellationToken ct)
    {
        var db = scope.Db;
        if (await db.Organisaties.SingleOrDefaultAsync(o => o.Id == registratie.OrganisatieId && o.Status == OrganisatieStatus.Actief, ct) is not { } organisatie)
        {
            return new OrganisatieUnknown { Field = nameof(FormulierRegistratie.OrganisatieId) };
        }

        var refusals = new List<Refusal>();
        if (registratie.OntvangenOp is not { } ontvangen)
        {
            refusals.Add(new Required { Field = nameof(FormulierRegistratie.OntvangenOp) });
        }
        else if (ontvangen > handeling.Today)
        {
            refusals.Add(new OntvangenInToekomst { Field = nameof(FormulierRegistratie.OntvangenOp) });
        }

        var (inzender, nieuw) = await InzenderAsync(db, handeling, organisatie, registratie, refusals, ct);
        var controle = await db.CheckWijzigingAsync(organisatie, inzender, registratie.Soort, registratie.Antwoorden, tarieven.CurrentValue, ct);
        refusals.AddRange(controle.Refusals);
        if (refusals.Count > 0 || (inzender ?? nieuw?.Id) is not { } aanvrager)
        {
            return Result.Refused<Indiening>(refusals);
        }

        if (nieuw is not null)
        {
            db.Personen.Add(nieuw);
        }

        var gegevens = new WijzigingsformulierGegevens(registratie.Soort, FormulierOntvangst.Papier, registratie.OntvangenOp, controle.Antwoorden);
        var aanvraag = await indiener.AddAsync(scope, handeling, FormulierAanvraag.Of(gegevens, version, organisatie.Id, aanvrager, controle), ct);
        return new Indiening(aanvraag.Id, aanvraag.Nummer);
    }

    /// <summary>Who signed it: somebody of the organisatie, or a person whom we do not know yet.</summary>
    private static async Task<(Guid? Bekend, Persoon? Nieuw)> InzenderAsync(
        WeIdDbContext db, Handeling handeling, Organisatie organisatie, FormulierRegistratie registratie, List<Refusal> refusals, CancellationToken ct)
    {
        if (registratie.InzenderKoppeling is { } id)
        {
            var persoon = await db.Koppelingen
                .Where(k => k.Id == id && k.OrganisatieId == organisatie.Id && k.Status != KoppelingStatus.Afgekeurd)
                .Select(k => (Guid?)k.EhMiddel.PersoonId)
                .SingleOrDefaultAsync(ct);
            if (persoon is null)
            {
                refusals.Add(new InzenderUnknown { Field = nameof(FormulierRegistratie.InzenderKoppeling) });
            }

            return (persoon, null);
        }

        if (registratie.Inzender is not { } nieuw)
        {
            refusals.Add(new Required { Field = nameof(FormulierRegistratie.InzenderKoppeling) });
            return (null, null);
        }

        var voornamen = Naam(nieuw.Voornamen, nameof(NieuweInzender.Voornamen), refusals);
        var achternaam = Naam(nieuw.Achternaam, nameof(NieuweInzender.Achternaam), refusals);
        if (nieuw.Geboortedatum is null || nieuw.Geboortedatum > handeling.Today)
        {
            refusals.Add(new Required { Field = nameof(NieuweInzender.Geboortedatum) });
        }

        if (!Emailadres.TryParse(nieuw.Email, out var email))
        {
            refusals.Add(new NotValid(nameof(Emailadres)) { Field = nameof(NieuweInzender.Email) });
        }

        var tussen = string.IsNullOrWhiteSpace(nieuw.Tussenvoegsel) ? null : nieuw.Tussenvoegsel.Trim();
        return refusals.Exists(r => r.Field is nameof(NieuweInzender.Voornamen) or nameof(NieuweInzender.Achternaam) or nameof(NieuweInzender.Geboortedatum) or nameof(NieuweInzender.Email))
            ? (null, null)
            : (null, new Persoon(Guid.CreateVersion7(handeling.At), voornamen, tussen, achternaam, nieuw.Geboortedatum!.Value, email, null));
    }

    private static string Naam(string? naam, string field, List<Refusal> refusals)
    {
        var trimmed = naam?.Trim() ?? "";
        if (trimmed.Length == 0)
        {
            refusals.Add(new Required { Field = field });
        }
        else if (trimmed.Length > MaxNaam || FormulierVeld.RefuseText(trimmed) is not null)
        {
            refusals.Add(new NotValid("Tekst") { Field = field });
        }

        return trimmed;
    }
}
