namespace WeId.Workflows.Domain.Abonnementen;

/// <summary>How long a subscription runs .</summary>
public enum AbonnementDuur
{
    /// <summary>Invoiced each year.</summary>
    EenJaar = 1,

    /// <summary>Cheaper, and invoiced at once at the start .</summary>
    DrieJaar = 3,
}

/// <summary>The subscription of a koppeling. Periods are calendar months.</summary>
/// <param name="Begin">First day.</param>
/// <param name="Einde">Last day, inclusive; renewed by the same period unless it is ended.</param>
public sealed record Abonnement(AbonnementDuur Duur, DateOnly Begin, DateOnly Einde)
{
    /// <summary>A subscription that begins on the given day.</summary>
    public static Abonnement Start(AbonnementDuur duur, DateOnly begin) => new(duur, begin, begin.AddMonths(12 * (int)duur).AddDays(-1));

    /// <summary>Last day of the period in which a day falls: a period is renewed until the abonnement is ended.</summary>
    public DateOnly EindeOfPeriode(DateOnly day)
    {
        var einde = Einde;

        // Counted from the begin: the end of February must not shorten the periods after it.
        for (var periode = 2; einde < day; periode++)
        {
            einde = Begin.AddMonths(12 * (int)Duur * periode).AddDays(-1);
        }

        return einde;
    }

    /// <summary>Ended on that day.</summary>
    public Abonnement EndOn(DateOnly laatsteDag) => this with { Einde = laatsteDag };
}
