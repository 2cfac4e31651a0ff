namespace WeId.Workflows.Domain.Gebruikers;

/// <summary>Role of a person in one organisatie .</summary>
public enum Rol
{
    /// <summary>Logs in at dienstverleners and has a profielpagina.</summary>
    Gebruiker,

    /// <summary>Also manages the users and machtigingen of the organisatie.</summary>
    Beheerder,
}

/// <summary>What gives the extra code at sign-in .</summary>
public enum TweedeFactor
{
    /// <summary>A code to the mobile phone, free .</summary>
    Sms,

    /// <summary>A device that makes codes, sent by post at extra cost .</summary>
    OtpDevice,
}

/// <summary>Kind of middel.</summary>
public enum MiddelType
{
    /// <summary>For every dienst of its level.</summary>
    Regulier,

    /// <summary>EH3 for services of the Belastingdienst only .</summary>
    Belastingdienst,
}

/// <summary>Status of a koppeling; the first four are shown in the portal, and the suspension; ended and rejected never .</summary>
public enum KoppelingStatus
{
    /// <summary>Requested, to be checked by We-ID .</summary>
    WachtenOpGoedkeuring,

    /// <summary>Approved; the user has to activate or has not finished doing so .</summary>
    WachtenOpActivatie,

    /// <summary>Not activated in time .</summary>
    ActivatieVerlopen,

    /// <summary>Activated by the user .</summary>
    Actief,

    /// <summary>Ended.</summary>
    Beeindigd,

    /// <summary>Rejected by We-ID .</summary>
    Afgekeurd,

    /// <summary>Activated, but off after a report of loss or misuse, until We-ID has decided.</summary>
    Geschorst,
}
