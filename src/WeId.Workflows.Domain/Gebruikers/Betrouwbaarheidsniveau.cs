namespace WeId.Workflows.Domain.Gebruikers;

/// <summary>How surely a middel stands for its person; higher is more reliable, and the order is that of the numbers .</summary>
public enum Betrouwbaarheidsniveau
{
    /// <summary>Legacy, without second factor: can exist and be upgraded, never requested .</summary>
    Eh2 = 20,

    /// <summary>Shown as EH2+.</summary>
    Eh2Plus = 25,

    /// <summary>Needs a person identification.</summary>
    Eh3 = 30,

    /// <summary>Needs a person identification.</summary>
    Eh4 = 40,
}

/// <summary>What follows from a level.</summary>
public static class Niveaus
{
    /// <summary>The levels that can be requested, lowest first.</summary>
    public static IReadOnlyList<Betrouwbaarheidsniveau> Requestable { get; } =
        [Betrouwbaarheidsniveau.Eh2Plus, Betrouwbaarheidsniveau.Eh3, Betrouwbaarheidsniveau.Eh4];

    /// <summary>The name as people know it: EH2+.</summary>
    public static string Label(this Betrouwbaarheidsniveau niveau) => niveau switch
    {
        Betrouwbaarheidsniveau.Eh2 => "EH2",
        Betrouwbaarheidsniveau.Eh2Plus => "EH2+",
        Betrouwbaarheidsniveau.Eh3 => "EH3",
        _ => "EH4",
    };

    /// <summary>Whether the person must be identified face to face or by app during activation (R-104, R-273; EH4 as EH3, A-14).</summary>
    public static bool NeedsIdentificatie(this Betrouwbaarheidsniveau niveau) => niveau >= Betrouwbaarheidsniveau.Eh3;

    /// <summary>Whether a second reviewer must approve.</summary>
    public static bool NeedsSecondReviewer(this Betrouwbaarheidsniveau niveau) => niveau >= Betrouwbaarheidsniveau.Eh3;

    /// <summary>Whether a beheerder may have this level .</summary>
    public static bool AllowsBeheerder(this Betrouwbaarheidsniveau niveau) => niveau >= Betrouwbaarheidsniveau.Eh2Plus;
}
