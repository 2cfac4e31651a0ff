using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Exporteren;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Gebruikers;

/// <summary>The overview of users as a file, with the columns of R-050; what is searched and filtered holds for it too. Each export is noted.</summary>
public sealed class GebruikersExport(OverzichtExport overzichten, IDbContextFactory<WeIdDbContext> contexts, IStringLocalizer<GebruikersExport> t)
{
    /// <summary>The table; refused for who is no beheerder of the organisatie.</summary>
    public Task<Result<ExportTabel>> MakeAsync(Handeling handeling, GebruikersVraag vraag, string formaat, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        ArgumentNullException.ThrowIfNull(vraag);
        return overzichten.MakeAsync(
            handeling, "gebruikers", formaat, vraag.Zoek is { Length: > 0 }, Kolommen(), organisatieId => RijenAsync(organisatieId, vraag, CultureInfo.CurrentUICulture, ct), ct);
    }

    private IReadOnlyList<ExportKolom> Kolommen() =>
    [
        new(t["Id"], 38), new(t["Naam"], 32), new(t["Email"], 32), new(t["Rol"], 12), new(t["Status"], 24), new(t["Einddatum"], 22, IsDag: true), new(t["Niveau"], 9), new(t["TweedeFactor"], 24),
    ];

    private async IAsyncEnumerable<object?[]> RijenAsync(Guid organisatieId, GebruikersVraag vraag, CultureInfo culture, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = GebruikersQuery.Found(db, organisatieId, vraag)
            .Select(k => new
            {
                k.Id,
                k.EhMiddel.Persoon.Voornamen,
                k.EhMiddel.Persoon.Tussenvoegsel,
                k.EhMiddel.Persoon.Achternaam,
                k.EhMiddel.Persoon.Email,
                k.EhMiddel.Persoon.Mobiel,
                k.EhMiddel.TweedeFactor,
                k.EhMiddel.OtpSerienummer,
                k.Rol,
                k.Niveau,
                k.Status,
                k.UiterlijkActiverenOp,
            })
            .AsAsyncEnumerable();
        await foreach (var k in rows.WithCancellation(ct))
        {
            yield return
            [
                k.Id.ToString(),
                k.Tussenvoegsel is null ? $"{k.Voornamen} {k.Achternaam}" : $"{k.Voornamen} {k.Tussenvoegsel} {k.Achternaam}",
                k.Email.Value,
                RefusalTekst.Show(k.Rol, culture),
                RefusalTekst.Show(k.Status, culture),
                k.Status is KoppelingStatus.WachtenOpActivatie or KoppelingStatus.ActivatieVerlopen ? k.UiterlijkActiverenOp : null,
                k.Niveau.Label(),
                k.TweedeFactor switch { TweedeFactor.OtpDevice => k.OtpSerienummer, TweedeFactor.Sms => k.Mobiel?.Value, _ => null },
            ];
        }
    }
}

/// <summary>The address under which it is saved.</summary>
internal static class GebruikersExportApi
{
    public static void MapGebruikersExport(this IEndpointRouteBuilder endpoints)
    {
        foreach (var formaat in ExportResultaat.Formaten)
        {
            endpoints.MapGet(
                $"/beheer/{{organisatie:guid}}/gebruikers/export.{formaat}",
                (Guid organisatie, string? zoek, string? status, string? sorteer, HttpContext http, Handelingen handelingen, GebruikersExport export, CancellationToken ct) =>
                    OpenAsync(organisatie, formaat, zoek, status, sorteer, http, handelingen, export, ct)).RequireAuthorization(Beleid.Beheerder);
        }
    }

    private static async Task<IResult> OpenAsync(
        Guid organisatie, string formaat, string? zoek, string? status, string? sorteer, HttpContext http, Handelingen handelingen, GebruikersExport export, CancellationToken ct)
    {
        var handeling = handelingen.New(http.User, organisatie);
        var vraag = new GebruikersVraag(zoek, Enum.TryParse<KoppelingStatus>(status, ignoreCase: true, out var only) ? only : null, sorteer);
        return await ExportResultaat.OfAsync(await export.MakeAsync(handeling, vraag, formaat, ct), formaat, handeling.Today, ct);
    }
}
