using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.Features.Aanvragen;

/// <summary>Reads what was typed into values; what is empty or has not the right form becomes a refusal at its field.</summary>
internal sealed class FormLezer
{
    private readonly List<Refusal> refusals = [];

    public IReadOnlyList<Refusal> Refusals => refusals;

    public Betrouwbaarheidsniveau? ReadNiveau(string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Refuse<Betrouwbaarheidsniveau>(new Required { Field = field });
        }

        var found = Enum.GetValues<Betrouwbaarheidsniveau>().Where(n => n.Label() == text).Select(n => (Betrouwbaarheidsniveau?)n).SingleOrDefault();
        return found ?? Refuse<Betrouwbaarheidsniveau>(new NotValid("Niveau") { Field = field });
    }

    /// <summary>The address for the identification. All three empty is one refusal of the domain; half an address is a fault of its fields.</summary>
    public Postadres? ReadIdentificatieAdres(string? straat, string? postcode, string? plaats)
    {
        if (string.IsNullOrWhiteSpace(straat + postcode + plaats))
        {
            return null;
        }

        var gelezen = ReadText(straat, "IdentificatieStraat", 200);
        var code = Read<Postcode>(postcode, "IdentificatiePostcode");
        return new Postadres(gelezen ?? "", code?.Value ?? "", ReadText(plaats, "IdentificatiePlaats", 100) ?? "");
    }

    public string? ReadText(string? text, string field, int maxLength)
    {
        var trimmed = text?.Trim();
        if (string.IsNullOrEmpty(trimmed))
        {
            refusals.Add(new Required { Field = field });
            return null;
        }

        if (trimmed.Length > maxLength || trimmed.Any(char.IsControl))
        {
            refusals.Add(new NotValid("Tekst") { Field = field });
            return null;
        }

        return trimmed.Normalize();
    }

    public DateOnly? ReadDate(DateOnly? date, string field) => date ?? Refuse<DateOnly>(new Required { Field = field });

    public T? ReadEnum<T>(string? text, string field)
        where T : struct, Enum
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Refuse<T>(new Required { Field = field });
        }

        // Names only: a number would parse too.
        return Enum.GetNames<T>().Contains(text) ? Enum.Parse<T>(text) : Refuse<T>(new NotValid(typeof(T).Name) { Field = field });
    }

    public T? Read<T>(string? text, string field)
        where T : struct, IParsable<T>
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Refuse<T>(new Required { Field = field });
        }

        return T.TryParse(text, null, out var value) ? value : Refuse<T>(new NotValid(typeof(T).Name) { Field = field });
    }

    private T? Refuse<T>(Refusal refusal)
        where T : struct
    {
        refusals.Add(refusal);
        return null;
    }
}
