namespace WeId.Workflows.Domain.Verzendingen;

/// <summary>Tells a user for which further organisaties his middel works.</summary>
public sealed record KoppelingActiefGegevens : TemplateGegevens
{
    /// <summary>Name of the user.</summary>
    public required string Gebruiker { get; init; }

    /// <summary>Names of the organisaties.</summary>
    public required IReadOnlyList<string> Organisaties { get; init; }

    /// <summary>Betrouwbaarheidsniveau.</summary>
    public required string Niveau { get; init; }

    /// <summary>Whether he is beheerder there.</summary>
    public required bool Beheerder { get; init; }

    /// <summary>Where he signs in.</summary>
    public required string Link { get; init; }
}
