using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Features.Exporteren;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Machtigingen;

/// <summary>The overview of machtigingen as a file: a row for each user and what he has; what is searched and filtered holds for it too. Each export is noted.</summary>
public sealed class MachtigingenExport(OverzichtExport overzichten, IDbContextFactory<WeIdDbContext> contexts, IStringLocalizer<MachtigingenExport> t)
{
    /// <summary>The table; refused for who is no beheerder of the organisatie.</summary>
    public Task<Result<ExportTabel>> MakeAsync(Handeling handeling, MachtigingenVraag vraag, string formaat, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        ArgumentNullException.ThrowIfNull(vraag);
        return overzichten.MakeAsync(
            handeling,
            "machtigingen",
            formaat,
            vraag.Zoek is { Length: > 0 },
            Kolommen(),
            organisatieId => RijenAsync(organisatieId, handeling.Today, vraag, CultureInfo.CurrentUICulture, ct),
            ct);
    }

    private IReadOnlyList<ExportKolom> Kolommen() =>
    [
        new(t["Id"], 38), new(t["Naam"], 32), new(t["Email"], 32), new(t["Dienstverlener"], 28), new(t["Dienst"], 44), new(t["Niveau"], 9),
        new(t["Startdatum"], 13, IsDag: true), new(t["Einddatum"], 13, IsDag: true),
    ];

    private async IAsyncEnumerable<object?[]> RijenAsync(
        Guid organisatieId, DateOnly today, MachtigingenVraag vraag, CultureInfo taal, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var aanbod = (await db.AanbodAsync(taal, ct)).Where(a => a.Matches(vraag.Zoek)).ToDictionary(a => a.Keuze);
        var rows = Found(db, organisatieId, today, vraag, aanbod.Values)
            .Join(
                db.Koppelingen.AsNoTracking(),
                m => m.KoppelingId,
                k => k.Id,
                (m, k) => new { Machtiging = m, k.EhMiddel.Persoon.Voornamen, k.EhMiddel.Persoon.Tussenvoegsel, k.EhMiddel.Persoon.Achternaam, k.EhMiddel.Persoon.Email })
            .OrderBy(r => r.Achternaam).ThenBy(r => r.Voornamen).ThenBy(r => r.Machtiging.KoppelingId).ThenBy(r => r.Machtiging.Id)
            .AsAsyncEnumerable();
        await foreach (var r in rows.WithCancellation(ct))
        {
            // What the catalogue does not offer any more is on no page either.
            if (aanbod.GetValueOrDefault(MachtigingKeuze.Of(r.Machtiging)) is { } waarvoor)
            {
                yield return
                [
                    r.Machtiging.KoppelingId.ToString(),
                    r.Tussenvoegsel is null ? $"{r.Voornamen} {r.Achternaam}" : $"{r.Voornamen} {r.Tussenvoegsel} {r.Achternaam}",
                    r.Email.Value,
                    waarvoor.Dienstverlener,
                    waarvoor.Naam,
                    waarvoor.Bereik.Nodig!.Value.Label(),
                    r.Machtiging.Startdatum,
                    r.Machtiging.Einddatum,
                ];
            }
        }
    }

    private static IQueryable<Machtiging> Found(WeIdDbContext db, Guid organisatieId, DateOnly today, MachtigingenVraag vraag, IReadOnlyCollection<MachtigingAanbod> aanbod)
    {
        var open = db.Machtigingen.AsNoTracking().Where(m => m.OrganisatieId == organisatieId).Open(today);
        if (vraag.AlleenBijnaVerlopen)
        {
            var grens = today.AddMonths(Machtiging.AlertMaanden);
            open = open.Where(m => m.Einddatum <= grens);
        }

        if (string.IsNullOrWhiteSpace(vraag.Zoek))
        {
            return open;
        }

        var diensten = aanbod.Select(a => a.Bereik.Dienst?.Uuid).OfType<Guid>().ToList();
        var oins = aanbod.Select(a => a.Bereik.Oin).OfType<string>().ToList();
        var niveaus = aanbod.Select(a => a.Bereik.Niveau).OfType<Betrouwbaarheidsniveau>().ToList();
        return open.Where(m =>
            (m.DienstUuid != null && diensten.Contains(m.DienstUuid.Value)) || (m.Oin != null && oins.Contains(m.Oin)) || (m.Niveau != null && niveaus.Contains(m.Niveau.Value)));
    }
}

/// <summary>The address under which it is saved.</summary>
internal static class MachtigingenExportApi
{
    public static void MapMachtigingenExport(this IEndpointRouteBuilder endpoints)
    {
        foreach (var formaat in ExportResultaat.Formaten)
        {
            endpoints.MapGet(
                $"/beheer/{{organisatie:guid}}/machtigingen/export.{formaat}",
                (Guid organisatie, string? zoek, bool? verloopt, HttpContext http, Handelingen handelingen, MachtigingenExport export, CancellationToken ct) =>
                    OpenAsync(organisatie, formaat, new(zoek, verloopt is true), http, handelingen, export, ct)).RequireAuthorization(Beleid.Beheerder);
        }
    }

    private static async Task<IResult> OpenAsync(
        Guid organisatie, string formaat, MachtigingenVraag vraag, HttpContext http, Handelingen handelingen, MachtigingenExport export, CancellationToken ct)
    {
        var handeling = handelingen.New(http.User, organisatie);
        return await ExportResultaat.OfAsync(await export.MakeAsync(handeling, vraag, formaat, ct), formaat, handeling.Today, ct);
    }
}
