using System.Globalization;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.KetenmachtigingAfgeven;

/// <summary>A company gives ketenmachtigingen to an intermediair; never reviewed .</summary>
public sealed class KetenmachtigingAfgevenSoort : AanvraagSoort
{
    /// <inheritdoc />
    public override string Type => KetenmachtigingAfgevenGegevens.Type;

    /// <inheritdoc />
    public override Task<IReadOnlyList<BeeldRegel>> ShowAsync(WeIdDbContext db, Aanvraag aanvraag, CultureInfo taal, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(taal);
        var gegevens = AanvraagGegevens.Read<KetenmachtigingAfgevenGegevens>(aanvraag);
        return Task.FromResult<IReadOnlyList<BeeldRegel>>(
        [
            new(Text("Intermediair", taal), $"{gegevens.IntermediairNaam} (KvK {gegevens.IntermediairKvk})"),
            new(Text("Email", taal), gegevens.Email),
            new(Text("Diensten", taal), [.. gegevens.Dekkingen.Select(d => d.Naam(taal.TwoLetterISOLanguageName))]),
            new(Text("Einddatum", taal), gegevens.Einddatum.ToString("d MMMM yyyy", taal)),
        ]);
    }
}
