using WeId.Workflows.Domain.Aanvragen;

namespace WeId.Workflows.Domain.Gebruikers;

/// <summary>An identity document as an aanvraag states it, with what its copies show. Empty parts are null.</summary>
public sealed record Documentopgave(DocumentType? Type, string? Nummer, DateOnly? Vervaldatum, IReadOnlyCollection<DocumentZijde> Bijlagen)
{
    /// <summary>Months that it must still be valid, counted from the day of submission .</summary>
    public const int MinimumMonths = 2;

    /// <summary>Nothing of it was stated.</summary>
    public bool IsEmpty => Type is null && string.IsNullOrWhiteSpace(Nummer) && Vervaldatum is null && Bijlagen.Count == 0;

    /// <summary>The day until which a document must be valid that is stated today.</summary>
    public static DateOnly MinstensTot(DateOnly today) => today.AddMonths(MinimumMonths);

    /// <summary>Every rule that it breaks. Whether parts are missing is for who reads the form.</summary>
    public IEnumerable<Refusal> Refusals(DateOnly today)
    {
        if (Vervaldatum is { } vervaldatum && vervaldatum < MinstensTot(today))
        {
            yield return new DocumentExpiresTooSoon(vervaldatum, MinstensTot(today)) { Field = "Vervaldatum" };
        }

        if (Type is not { } type)
        {
            yield break;
        }

        if (!string.IsNullOrWhiteSpace(Nummer) && DocumentnummerControle.Check(type, Nummer).Oordeel is DocumentnummerOordeel.Error)
        {
            yield return new NotValid("Documentnummer") { Field = "Documentnummer" };
        }

        if (type.Missing(Bijlagen) is { } missing)
        {
            yield return missing;
        }
    }
}
