namespace WeId.Workflows.Domain.Gebruikers;

/// <summary>Why a middel is suspended.</summary>
public enum SchorsingReden
{
    /// <summary>Phone, device or data to sign in with are lost or stolen.</summary>
    Verlies,

    /// <summary>Somebody else has used it.</summary>
    Misbruik,

    /// <summary>Somebody else may know the data to sign in with, or may have used it.</summary>
    Vermoeden,
}

/// <summary>Who reports it.</summary>
public enum SchorsingMelder
{
    /// <summary>Whose middel it is.</summary>
    Gebruiker,

    /// <summary>A beheerder of an organisatie in which it works.</summary>
    Beheerder,

    /// <summary>A reviewer of We-ID.</summary>
    Beoordelaar,
}

/// <summary>It is suspended already, and We-ID is looking at it.</summary>
public sealed record AlGeschorst : Refusal;

/// <summary>Only a suspension can be lifted.</summary>
public sealed record NotGeschorst(KoppelingStatus Status) : Refusal;

/// <summary>The reporter has not confirmed that it works nowhere from now on.</summary>
public sealed record SchorsingNotConfirmed : Refusal;

/// <summary>A company would be left without a beheerder while others have a middel: it needs another one first .</summary>
public sealed record SchorsingLaatsteBeheerder(string Organisatie) : Refusal;

/// <summary>The decision needs an explanation for the user and his beheerders.</summary>
public sealed record SchorsingToelichtingMissing : Refusal;
