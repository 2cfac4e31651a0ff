using System.Text.Json.Serialization;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Tijd;

namespace WeId.Workflows.Features.Aanvragen.Opzeggingen;

/// <summary>The own data of an opzegging: what ends and when, fixed at submission.</summary>
public sealed record OpzeggingGegevens(OpzegMoment Moment, DateOnly? Datum, IReadOnlyList<OpzeggingRegel> Koppelingen)
{
    /// <summary>The definition id.</summary>
    public const string Type = "opzegging";

    /// <summary>Only in aanvragen of before it was kept with each koppeling: the end of every company was confirmed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool BedrijfAkkoord { get; init; }

    /// <summary>Whether it waits for a day.</summary>
    [JsonIgnore]
    public bool IsPlanned => Of(akkoord: false).IsPlanned;

    /// <summary>The rules for one of its koppelingen.</summary>
    public Opzegging OpzeggingOf(OpzeggingRegel regel)
    {
        ArgumentNullException.ThrowIfNull(regel);
        return Of(regel.BedrijfAkkoord ?? BedrijfAkkoord);
    }

    private Opzegging Of(bool akkoord) => new(Moment, Datum, akkoord);
}

/// <summary>One koppeling that ends.</summary>
/// <param name="LaatsteDag">The last day on which it works, until midnight in Amsterdam; per direct: the day of submission.</param>
/// <param name="BedrijfAkkoord">That the whole company ends with it was foreseen and confirmed; null: see <see cref="OpzeggingGegevens.BedrijfAkkoord"/>.</param>
public sealed record OpzeggingRegel(Guid KoppelingId, Guid OrganisatieId, DateOnly LaatsteDag, bool? BedrijfAkkoord = null)
{
    /// <summary>Its end has been told.</summary>
    public bool EindeGemeld { get; init; }

    /// <summary>That it could not end on its day has been told.</summary>
    public bool UitstelGemeld { get; init; }

    /// <summary>The instant at which it ends, unless it ends per direct.</summary>
    [JsonIgnore]
    public DateTimeOffset Einde => AmsterdamTime.EndOf(LaatsteDag);
}
