using System.Text.Json;
using System.Text.Json.Serialization;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>A reviewer's answer to one point.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PuntAntwoord>))]
public enum PuntAntwoord
{
    /// <summary>As it should be.</summary>
    Akkoord,

    /// <summary>Not as it should be.</summary>
    NietAkkoord,

    /// <summary>This document does not have it.</summary>
    Nvt,
}

/// <summary>One point to check.</summary>
/// <param name="Code">Key of its text.</param>
/// <param name="MayBeNvt">Whether a document exists that does not have it.</param>
public sealed record ChecklistPunt(string Code, bool MayBeNvt = false);

/// <summary>What a reviewer checks on an identity document. That BSN and photo are covered is never a fault .</summary>
public static class Checklist
{
    private static readonly ChecklistPunt Leesbaar = new(nameof(Leesbaar));
    private static readonly ChecklistPunt DocumentKlopt = new(nameof(DocumentKlopt));
    private static readonly ChecklistPunt PersoonKlopt = new(nameof(PersoonKlopt));
    private static readonly ChecklistPunt Geldig = new(nameof(Geldig));
    // A Dutch driving licence has its machine readable line on the back, one of another country may have none.
    private static readonly ChecklistPunt Mrz = new(nameof(Mrz), MayBeNvt: true);
    private static readonly ChecklistPunt VoorEnAchter = new(nameof(VoorEnAchter));
    private static readonly ChecklistPunt NietGestolen = new(nameof(NietGestolen));
    private static readonly ChecklistPunt NietVervalst = new(nameof(NietVervalst));

    /// <summary>The points for a kind of document, in the order of work.</summary>
    public static IReadOnlyList<ChecklistPunt> For(DocumentType type) => !type.HasBackSide()
        ? [Leesbaar, DocumentKlopt, PersoonKlopt, Geldig, Mrz, NietGestolen, NietVervalst]
        : [Leesbaar, DocumentKlopt, PersoonKlopt, Geldig, Mrz, VoorEnAchter, NietGestolen, NietVervalst];

    /// <summary>Every point that does not allow an approval; empty when all do.</summary>
    public static IReadOnlyList<Refusal> Check(IReadOnlyList<ChecklistPunt> punten, IReadOnlyDictionary<string, PuntAntwoord> antwoorden)
    {
        ArgumentNullException.ThrowIfNull(punten);
        ArgumentNullException.ThrowIfNull(antwoorden);
        return [.. punten.Select(punt => Check(punt, antwoorden)).OfType<Refusal>()];
    }

    /// <summary>What is kept with the decision.</summary>
    internal static string Write(Besluit besluit) => JsonSerializer.Serialize(new { punten = besluit.Checklist, redenen = besluit.Redenen });

    private static Refusal? Check(ChecklistPunt punt, IReadOnlyDictionary<string, PuntAntwoord> antwoorden)
    {
        if (!antwoorden.TryGetValue(punt.Code, out var antwoord) || (antwoord is PuntAntwoord.Nvt && !punt.MayBeNvt))
        {
            return new ChecklistIncomplete { Field = punt.Code };
        }

        return antwoord is PuntAntwoord.NietAkkoord ? new ChecklistNotAkkoord { Field = punt.Code } : null;
    }
}
