using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Documenten;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.KetenmachtigingUitnodiging;

/// <summary>Makes the form that a wettelijk vertegenwoordiger signs, with what he chose.</summary>
internal sealed class KetenformulierMaker(IPdfMaker pdf, TimeProvider time)
{
    /// <summary>As PDF, with its name.</summary>
    public async Task<(string Naam, byte[] Pdf)> MakeAsync(WeIdDbContext db, KetenUitnodiging uitnodiging, string taal, CancellationToken ct)
    {
        var keuze = JsonSerializer.Deserialize<RelatieKeuze>(uitnodiging.Keuze!)!;
        var intermediair = await db.Organisaties.AsNoTracking().SingleAsync(o => o.Id == uitnodiging.OrganisatieId, ct);
        var nummer = await db.Aanvragen.Where(a => a.Id == uitnodiging.AanvraagId).Select(a => a.Nummer).SingleAsync(ct);
        var gegevens = new KetenformulierGegevens
        {
            Aanvraagnummer = nummer,
            Intermediair = intermediair.Naam,
            IntermediairKvk = intermediair.KvkNummer.Value,
            Relatie = uitnodiging.RelatieNaam,
            RelatieKvk = uitnodiging.RelatieKvk.Value,
            Vertegenwoordiger = uitnodiging.Vertegenwoordiger!,
            Diensten = [.. keuze.Dekkingen.Select(d => d.Naam(taal))],
            Einddatum = keuze.Einddatum,
        };
        return ($"ketenmachtiging-{nummer}.pdf", pdf.Make(gegevens, taal, time.GetUtcNow()));
    }
}
