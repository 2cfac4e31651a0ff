namespace WeId.Workflows.Domain.Verzendingen;

/// <summary>Tells that a user has another role: himself, and all beheerders.</summary>
public sealed record RolGewijzigdGegevens : TemplateGegevens
{
    /// <summary>Name of the organisatie.</summary>
    public required string Organisatie { get; init; }

    /// <summary>Name of the user.</summary>
    public required string Gebruiker { get; init; }

    /// <summary>The reader is that user.</summary>
    public required bool Zelf { get; init; }

    /// <summary>He is beheerder from now on; otherwise gebruiker.</summary>
    public required bool Beheerder { get; init; }

    /// <summary>His middel works already.</summary>
    public required bool Actief { get; init; }

    /// <summary>Name of the beheerder who did it.</summary>
    public required string Door { get; init; }

    /// <summary>Where one signs in.</summary>
    public required string Link { get; init; }
}

/// <summary>Tells a user to which number his codes go from now on .</summary>
public sealed record MobielGewijzigdGegevens : TemplateGegevens
{
    /// <summary>Name of the user.</summary>
    public required string Gebruiker { get; init; }

    /// <summary>Organisation whose beheerder did it.</summary>
    public required string Organisatie { get; init; }

    /// <summary>The former number, masked; empty when there was none.</summary>
    public required string Oud { get; init; }

    /// <summary>The new number, masked.</summary>
    public required string Nieuw { get; init; }
}

/// <summary>Tells at the former address that another one took its place. The new one does not stand in it.</summary>
public sealed record EmailGewijzigdGegevens : TemplateGegevens
{
    /// <summary>Name of the user.</summary>
    public required string Gebruiker { get; init; }

    /// <summary>Organisation whose beheerder did it; empty when he did it himself.</summary>
    public string Organisatie { get; init; } = "";
}

/// <summary>The code that proves a new e-mail address; it goes to that address.</summary>
public sealed record EmailBevestigenGegevens : TemplateGegevens
{
    /// <summary>Name of the user.</summary>
    public required string Gebruiker { get; init; }

    /// <summary>The code.</summary>
    public required string Code { get; init; }

    /// <summary>How long it holds.</summary>
    public required int Minuten { get; init; }
}
