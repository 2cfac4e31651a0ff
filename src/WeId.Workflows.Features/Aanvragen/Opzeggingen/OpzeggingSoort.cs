using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Opzeggingen;

/// <summary>The end of eHerkenning for a user; never reviewed.</summary>
public sealed class OpzeggingSoort : AanvraagSoort
{
    /// <inheritdoc />
    public override string Type => OpzeggingGegevens.Type;

    /// <inheritdoc />
    public override IReadOnlyList<Guid> Organisaties(Aanvraag aanvraag) =>
        [.. base.Organisaties(aanvraag).Concat(AanvraagGegevens.Read<OpzeggingGegevens>(aanvraag).Koppelingen.Select(k => k.OrganisatieId)).Distinct()];

    /// <inheritdoc />
    public override async Task<IReadOnlyList<BeeldRegel>> ShowAsync(WeIdDbContext db, Aanvraag aanvraag, CultureInfo taal, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var gegevens = AanvraagGegevens.Read<OpzeggingGegevens>(aanvraag);
        var ids = gegevens.Koppelingen.Select(k => k.OrganisatieId).ToList();
        var namen = await db.Organisaties.AsNoTracking().Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Naam, ct);
        return
        [
            new(Text("Moment", taal), Text($"Moment{gegevens.Moment}", taal)),
            new(Text("LaatsteDag", taal), [.. gegevens.Koppelingen.Select(k => $"{namen[k.OrganisatieId]}: {k.LaatsteDag.ToString("d MMMM yyyy", taal)}")]),
        ];
    }
}
