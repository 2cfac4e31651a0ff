namespace WeId.Workflows.Domain.Verzendingen;

/// <summary>Confirms to beheerders and user that the end of eHerkenning is planned.</summary>
public sealed record OpzeggingBevestigdGegevens : TemplateGegevens
{
    /// <summary>Number of the aanvraag.</summary>
    public required string Aanvraagnummer { get; init; }

    /// <summary>Whose eHerkenning ends.</summary>
    public required string Gebruiker { get; init; }

    /// <summary>Where and when, as far as the reader may know.</summary>
    public required IReadOnlyList<OpzeggingRegelGegevens> Regels { get; init; }

    /// <summary>The overview in which a beheerder can undo it; empty for who is none.</summary>
    public string Link { get; init; } = "";
}

/// <summary>Tells beheerders and user that eHerkenning has ended.</summary>
public sealed record OpzeggingUitgevoerdGegevens : TemplateGegevens
{
    /// <summary>Number of the aanvraag.</summary>
    public required string Aanvraagnummer { get; init; }

    /// <summary>Whose eHerkenning has ended.</summary>
    public required string Gebruiker { get; init; }

    /// <summary>Where and when, as far as the reader may know.</summary>
    public required IReadOnlyList<OpzeggingRegelGegevens> Regels { get; init; }

    /// <summary>Companies that ended with it; the same sentence for each.</summary>
    public required IReadOnlyList<string> Bedrijven { get; init; }

    /// <summary>Machtigingen that ended with it, by name, as far as the reader may know .</summary>
    public IReadOnlyList<string> Machtigingen { get; init; } = [];

    /// <summary>Whether the OTP device is of no use any more and must be destroyed.</summary>
    public bool OtpVernietigen { get; init; }
}

/// <summary>Tells the beheerders that an end could not be carried out on its day: nobody would be beheerder any more.</summary>
public sealed record OpzeggingNietUitgevoerdGegevens : TemplateGegevens
{
    /// <summary>Number of the aanvraag.</summary>
    public required string Aanvraagnummer { get; init; }

    /// <summary>Whose eHerkenning would have ended.</summary>
    public required string Gebruiker { get; init; }

    /// <summary>Where and when it would have, as far as the reader may know.</summary>
    public required IReadOnlyList<OpzeggingRegelGegevens> Regels { get; init; }

    /// <summary>The overview.</summary>
    public required string Link { get; init; }
}

/// <summary>Tells beheerders and user that a planned end was undone.</summary>
public sealed record OpzeggingIngetrokkenGegevens : TemplateGegevens
{
    /// <summary>Number of the aanvraag.</summary>
    public required string Aanvraagnummer { get; init; }

    /// <summary>Whose eHerkenning stays.</summary>
    public required string Gebruiker { get; init; }

    /// <summary>Where it stays, as far as the reader may know.</summary>
    public required IReadOnlyList<string> Organisaties { get; init; }
}

/// <summary>One organisatie in which eHerkenning ends.</summary>
public sealed record OpzeggingRegelGegevens
{
    /// <summary>Name of the organisatie.</summary>
    public required string Organisatie { get; init; }

    /// <summary>The last day on which it works.</summary>
    public required DateOnly Dag { get; init; }
}
