using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;

namespace WeId.Workflows.Features.Activaties;

/// <summary>How far an activation is, as its user may see it.</summary>
public sealed record ActivatieStand
{
    /// <summary>What he holds for the next act.</summary>
    public required string Sessie { get; init; }

    /// <summary>The step that is open.</summary>
    public required ActivatieStap Stap { get; init; }

    /// <summary>The steps of this activation in their order; EH2+ has no identification.</summary>
    public required IReadOnlyList<ActivatieStap> Stappen { get; init; }

    /// <summary>He has a middel that works and activates a higher level: he proves his account instead of choosing one.</summary>
    public bool IsUpgrade { get; init; }

    /// <summary>He has not used this second factor before.</summary>
    public bool IsFactorNieuw { get; init; }

    /// <summary>For whose sake he gets the middel.</summary>
    public required string Organisatie { get; init; }

    /// <summary>Level as people know it.</summary>
    public required string Niveau { get; init; }

    /// <summary>His address with most of it hidden: whoever holds only the code learns nothing by it.</summary>
    public required string Email { get; init; }

    /// <summary>His mobile number with most of it hidden; null with an OTP device.</summary>
    public string? Mobiel { get; init; }

    /// <summary>Last day.</summary>
    public required DateOnly Uiterlijk { get; init; }

    /// <summary>A validation code is under way and can be typed still.</summary>
    public bool ValidatieCodeVerzonden { get; init; }

    /// <summary>Where the identification stands.</summary>
    public IdentificatieStatus Identificatie { get; init; }

    /// <summary>Number of the order at the partner.</summary>
    public string? IdentificatieOpdracht { get; init; }

    /// <summary>Whether the beheermodule is his, too .</summary>
    public bool IsBeheerder { get; init; }
}

/// <summary>The steps of an activation.</summary>
public enum ActivatieStap
{
    /// <summary>The code of the letter or mail.</summary>
    Code,

    /// <summary>The code that proves his e-mail address.</summary>
    Email,

    /// <summary>Gebruikersnaam and wachtwoord.</summary>
    Account,

    /// <summary>SMS or OTP device.</summary>
    TweedeFactor,

    /// <summary>From EH3 on.</summary>
    Identificatie,

    /// <summary>The terms of use.</summary>
    Akkoord,

    /// <summary>Nothing left to do.</summary>
    Klaar,
}

/// <summary>Too many wrong tries from here: later again.</summary>
/// <param name="Minuten">How long at most.</param>
public sealed record TooManyPogingen(int Minuten) : Refusal;

/// <summary>Gebruikersnaam and wachtwoord are not those of this user.</summary>
public sealed record AccountWrong : Refusal;

/// <summary>He has been away too long, or another uitnodiging took the place of this one: he gives his code again.</summary>
public sealed record SessieVerlopen : Refusal;
