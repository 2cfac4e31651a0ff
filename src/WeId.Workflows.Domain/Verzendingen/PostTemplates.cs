namespace WeId.Workflows.Domain.Verzendingen;

/// <summary>Tells the beheerders of an organisatie that a letter for one of its users came back.</summary>
public sealed record BriefRetourGegevens : TemplateGegevens
{
    /// <summary>Name above the address.</summary>
    public required string Gebruiker { get; init; }

    /// <summary>The organisatie.</summary>
    public required string Organisatie { get; init; }

    /// <summary>The address to which it went, on one line.</summary>
    public required string Adres { get; init; }

    /// <summary>It held a code, which has ended.</summary>
    public required bool MetCode { get; init; }
}
