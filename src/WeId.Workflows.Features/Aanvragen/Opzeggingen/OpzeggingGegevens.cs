using System.Text.Json.Serialization;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Tijd;

namespace WeId.Workflows.Features.Aanvragen.Opzeggingen;

/// <summary>The own data of an opzegging: what ends and when, fixed at submission.</summary>
/// <param name="BedrijfAkkoord">The end of the whole company was confirmed, should this be its last middel .</param>
public sealed record OpzeggingGegevens(OpzegMoment Moment, DateOnly? Datum, bool BedrijfAkkoord, IReadOnlyList<OpzeggingRegel> Koppelingen)
{
    /// <summary>The definition id.</summary>
    public const string Type = "opzegging";

    /// <summary>The rules that go with it.</summary>
    [JsonIgnore]
    public Opzegging Opzegging => new(Moment, Datum, BedrijfAkkoord);
}

/// <summary>One koppeling that ends.</summary>
/// <param name="LaatsteDag">The last day on which it works, until midnight in Amsterdam; per direct: the day of submission.</param>
public sealed record OpzeggingRegel(Guid KoppelingId, Guid OrganisatieId, DateOnly LaatsteDag)
{
    /// <summary>The instant at which it ends, unless it ends per direct.</summary>
    [JsonIgnore]
    public DateTimeOffset Einde => AmsterdamTime.EndOf(LaatsteDag);
}
