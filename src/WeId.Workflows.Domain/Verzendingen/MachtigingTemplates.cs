namespace WeId.Workflows.Domain.Verzendingen;

/// <summary>Tells a user what has changed in his machtigingen at one company; one mail for each act .</summary>
public sealed record MachtigingenGewijzigdGegevens : TemplateGegevens
{
    /// <summary>The company.</summary>
    public required string Organisatie { get; init; }

    /// <summary>Those that are new.</summary>
    public required IReadOnlyList<MachtigingMailRegel> Toegevoegd { get; init; }

    /// <summary>Those that have another einddatum.</summary>
    public required IReadOnlyList<MachtigingMailRegel> Gewijzigd { get; init; }

    /// <summary>Those that were withdrawn.</summary>
    public required IReadOnlyList<MachtigingMailRegel> Ingetrokken { get; init; }

    /// <summary>Those that have passed their last day.</summary>
    public required IReadOnlyList<MachtigingMailRegel> Verlopen { get; init; }

    /// <summary>Where he signs in to his profile.</summary>
    public required string Link { get; init; }
}

/// <summary>One machtiging.</summary>
public sealed record MachtigingMailRegel
{
    /// <summary>What it is for.</summary>
    public required string Naam { get; init; }

    /// <summary>Its last day.</summary>
    public required DateOnly Tot { get; init; }
}

/// <summary>Tells a beheerder which of the machtigingen that he gave the register did not take (§2.3, §5.4).</summary>
public sealed record MachtigingenMisluktGegevens : TemplateGegevens
{
    /// <summary>The company.</summary>
    public required string Organisatie { get; init; }

    /// <summary>How many.</summary>
    public required int Aantal { get; init; }

    /// <summary>The first of them.</summary>
    public required IReadOnlyList<MisluktMailRegel> Regels { get; init; }

    /// <summary>How many there are besides.</summary>
    public required int Meer { get; init; }

    /// <summary>To the users.</summary>
    public required string Link { get; init; }
}

/// <summary>One machtiging that failed.</summary>
public sealed record MisluktMailRegel
{
    /// <summary>Whose it would have been.</summary>
    public required string Gebruiker { get; init; }

    /// <summary>What it is for.</summary>
    public required string Naam { get; init; }
}
