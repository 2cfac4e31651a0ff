namespace WeId.Workflows.Domain.Verzendingen;

/// <summary>Tells user and aanvrager that the type of a middel has changed.</summary>
public sealed record MiddeltypeGewijzigdGegevens : TemplateGegevens
{
    /// <summary>Who reads it.</summary>
    public required string Naam { get; init; }

    /// <summary>Name of the user.</summary>
    public required string Gebruiker { get; init; }

    /// <summary>Name of the organisatie.</summary>
    public required string Organisatie { get; init; }

    /// <summary>It has become a Belastingdienstmiddel; otherwise a regular one.</summary>
    public required bool Belastingdienst { get; init; }

    /// <summary>Machtigingen that ended with it, by name .</summary>
    public IReadOnlyList<string> Machtigingen { get; init; } = [];
}
