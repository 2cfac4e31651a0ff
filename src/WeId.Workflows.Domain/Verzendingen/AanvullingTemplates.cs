namespace WeId.Workflows.Domain.Verzendingen;

/// <summary>Asks the aanvrager for a supplement.</summary>
public sealed record AanvullingGevraagdGegevens : TemplateGegevens
{
    /// <summary>Number of the aanvraag.</summary>
    public required string Aanvraagnummer { get; init; }

    /// <summary>What was asked for, in the middle of a sentence.</summary>
    public required string Soort { get; init; }

    /// <summary>Organisation in whose name it was made.</summary>
    public required string Organisatie { get; init; }

    /// <summary>Whom it is about; empty when that is nobody.</summary>
    public required string Gebruiker { get; init; }

    /// <summary>What the reviewer asks, one line each.</summary>
    public required IReadOnlyList<string> Vragen { get; init; }

    /// <summary>Last day of the answer.</summary>
    public required DateOnly Uiterlijk { get; init; }

    /// <summary>The page of the aanvraag, where he answers.</summary>
    public required string Link { get; init; }
}

/// <summary>Reminds of a supplement that was asked.</summary>
public sealed record AanvullingHerinneringGegevens : TemplateGegevens
{
    /// <summary>Number of the aanvraag.</summary>
    public required string Aanvraagnummer { get; init; }

    /// <summary>What was asked for, in the middle of a sentence.</summary>
    public required string Soort { get; init; }

    /// <summary>Organisation in whose name it was made.</summary>
    public required string Organisatie { get; init; }

    /// <summary>Whom it is about; empty when that is nobody.</summary>
    public required string Gebruiker { get; init; }

    /// <summary>What the reviewer asks, one line each.</summary>
    public required IReadOnlyList<string> Vragen { get; init; }

    /// <summary>Last day of the answer.</summary>
    public required DateOnly Uiterlijk { get; init; }

    /// <summary>The page of the aanvraag, where he answers.</summary>
    public required string Link { get; init; }

    /// <summary>Whether every beheerder of the organisation can answer; if not, only who made the aanvraag.</summary>
    public bool OokBeheerders { get; init; } = true;
}

/// <summary>Tells the aanvrager that his aanvraag has lapsed.</summary>
public sealed record AanvraagVervallenGegevens : TemplateGegevens
{
    /// <summary>Number of the aanvraag.</summary>
    public required string Aanvraagnummer { get; init; }

    /// <summary>What was asked for, in the middle of a sentence.</summary>
    public required string Soort { get; init; }

    /// <summary>Organisation in whose name it was made.</summary>
    public required string Organisatie { get; init; }

    /// <summary>Last day on which it could have been supplied.</summary>
    public required DateOnly Uiterlijk { get; init; }

    /// <summary>The page of the aanvraag.</summary>
    public required string Link { get; init; }
}

/// <summary>Tells the aanvrager that a colleague has withdrawn his aanvraag.</summary>
public sealed record AanvraagIngetrokkenGegevens : TemplateGegevens
{
    /// <summary>Number of the aanvraag.</summary>
    public required string Aanvraagnummer { get; init; }

    /// <summary>What was asked for, in the middle of a sentence.</summary>
    public required string Soort { get; init; }

    /// <summary>Organisation in whose name it was made.</summary>
    public required string Organisatie { get; init; }

    /// <summary>Whom it was about; empty when that is nobody.</summary>
    public required string Gebruiker { get; init; }

    /// <summary>The colleague who withdrew it.</summary>
    public required string Door { get; init; }

    /// <summary>The page of the aanvraag.</summary>
    public required string Link { get; init; }
}

/// <summary>Tells the aanvrager that his aanvraag goes no further because of what was ended for its user .</summary>
public sealed record MutatieIngetrokkenGegevens : TemplateGegevens
{
    /// <summary>Number of the aanvraag.</summary>
    public required string Aanvraagnummer { get; init; }

    /// <summary>What was asked for, in the middle of a sentence.</summary>
    public required string Soort { get; init; }

    /// <summary>Organisation in whose name it was made.</summary>
    public required string Organisatie { get; init; }

    /// <summary>Whom it was about.</summary>
    public required string Gebruiker { get; init; }

    /// <summary>Where eHerkenning has ended for him, as far as the reader may know.</summary>
    public required IReadOnlyList<string> Beeindigd { get; init; }

    /// <summary>The page of the aanvraag.</summary>
    public required string Link { get; init; }
}
