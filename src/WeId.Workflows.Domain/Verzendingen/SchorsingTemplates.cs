namespace WeId.Workflows.Domain.Verzendingen;

/// <summary>Tells user and beheerders that a middel is off after a report of loss or misuse.</summary>
public sealed record SchorsingGemeldGegevens : TemplateGegevens
{
    /// <summary>Number of the aanvraag.</summary>
    public required string Aanvraagnummer { get; init; }

    /// <summary>Whose middel it is.</summary>
    public required string Gebruiker { get; init; }

    /// <summary>Where it is off, as far as the reader may know.</summary>
    public required IReadOnlyList<string> Organisaties { get; init; }

    /// <summary>Why, in words.</summary>
    public required string Reden { get; init; }

    /// <summary>Who reported it, in words.</summary>
    public required string Melder { get; init; }

    /// <summary>A change of the middel that was in behandeling has ended with it.</summary>
    public bool MutatieIngetrokken { get; init; }
}

/// <summary>Reminds a reviewer that a suspension waits for his decision.</summary>
public sealed record SchorsingHerinneringGegevens : TemplateGegevens
{
    /// <summary>Number of the aanvraag.</summary>
    public required string Aanvraagnummer { get; init; }

    /// <summary>Whose middel is off.</summary>
    public required string Gebruiker { get; init; }

    /// <summary>Since which day.</summary>
    public required DateOnly Sinds { get; init; }

    /// <summary>The task.</summary>
    public required string Link { get; init; }
}

/// <summary>Tells user and beheerders that a suspension is over and the middel works again.</summary>
public sealed record SchorsingOpgehevenGegevens : TemplateGegevens
{
    /// <summary>Number of the aanvraag.</summary>
    public required string Aanvraagnummer { get; init; }

    /// <summary>Whose middel it is.</summary>
    public required string Gebruiker { get; init; }

    /// <summary>Where it works again, as far as the reader may know.</summary>
    public required IReadOnlyList<string> Organisaties { get; init; }

    /// <summary>Of the reviewer.</summary>
    public required string Toelichting { get; init; }

    /// <summary>The reader is the user: he has to choose a new password.</summary>
    public bool Zelf { get; init; }

    /// <summary>Where he does that.</summary>
    public required string Link { get; init; }
}

/// <summary>Tells user and beheerders that a suspended middel has ended.</summary>
public sealed record SchorsingBeeindigdGegevens : TemplateGegevens
{
    /// <summary>Number of the aanvraag.</summary>
    public required string Aanvraagnummer { get; init; }

    /// <summary>Whose eHerkenning has ended.</summary>
    public required string Gebruiker { get; init; }

    /// <summary>Where, as far as the reader may know.</summary>
    public required IReadOnlyList<string> Organisaties { get; init; }

    /// <summary>Of the reviewer.</summary>
    public required string Toelichting { get; init; }

    /// <summary>Machtigingen that ended with it, by name, as far as the reader may know .</summary>
    public required IReadOnlyList<string> Machtigingen { get; init; }

    /// <summary>Companies that ended with it.</summary>
    public required IReadOnlyList<string> Bedrijven { get; init; }
}
