namespace WeId.Workflows.Domain.Gebruikers;

/// <summary>When eHerkenning ends for a user .</summary>
public enum OpzegMoment
{
    /// <summary>At once.</summary>
    PerDirect,

    /// <summary>At the end of a later day.</summary>
    OpDatum,

    /// <summary>At the end of the period of the abonnement that runs.</summary>
    EindeContract,
}

/// <summary>Who are left in an organisatie when one koppeling of it ends.</summary>
/// <param name="Beheerders">Other active beheerders.</param>
/// <param name="Open">Other koppelingen that the portal shows, those beheerders too.</param>
public readonly record struct Bezetting(int Beheerders, int Open);

/// <summary>The end of eHerkenning of one user in one organisatie (R-149…R-159).</summary>
/// <param name="Moment">When.</param>
/// <param name="Datum">The last day on which it works; only with <see cref="OpzegMoment.OpDatum"/>.</param>
/// <param name="BedrijfAkkoord">The beheerder has confirmed that the whole company ends when this was its last middel .</param>
public sealed record Opzegging(OpzegMoment Moment, DateOnly? Datum, bool BedrijfAkkoord)
{
    /// <summary>How far ahead an end can be planned: the longest period of an abonnement .</summary>
    public const int MaxYears = 3;

    /// <summary>Whether it waits for a day, and can be undone until then.</summary>
    public bool IsPlanned => Moment is not OpzegMoment.PerDirect;

    /// <summary>The last day on which a koppeling works, or why it cannot end so.</summary>
    public Result<DateOnly> LaatsteDagOf(Organisatiekoppeling koppeling, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(koppeling);
        if (!koppeling.CanEnd || (IsPlanned && koppeling.Status is not KoppelingStatus.Actief))
        {
            return new NotOpzegbaar(koppeling.Status);
        }

        return Moment switch
        {
            OpzegMoment.PerDirect => today,
            OpzegMoment.EindeContract => koppeling.Abonnement is { } abonnement ? abonnement.EindeOfPeriode(today) : new NotOpzegbaar(koppeling.Status),
            _ => Datum switch
            {
                null => new Required { Field = nameof(Datum) },
                { } dag when dag <= today => new OpzegdatumNotInFuture(today.AddDays(1)) { Field = nameof(Datum) },
                { } dag when dag > today.AddYears(MaxYears) => new OpzegdatumTooFar(today.AddYears(MaxYears)) { Field = nameof(Datum) },
                { } dag => dag,
            },
        };
    }

    /// <summary>Whether the end of the koppeling closes its whole organisatie: nobody else has a middel there .</summary>
    public static bool ClosesBedrijf(Organisatiekoppeling koppeling, Bezetting anderen) =>
        IsActiveBeheerder(koppeling) && anderen is { Beheerders: 0, Open: 0 };

    /// <summary>There is always one active beheerder, unless nobody else is left and that was confirmed .</summary>
    /// <param name="koppeling">With its organisatie.</param>
    /// <param name="anderen">Who are left on that day.</param>
    /// <returns>Null, or why not.</returns>
    public Refusal? RefuseBezetting(Organisatiekoppeling koppeling, Bezetting anderen)
    {
        ArgumentNullException.ThrowIfNull(koppeling);
        if (!IsActiveBeheerder(koppeling) || anderen.Beheerders > 0)
        {
            return null;
        }

        if (anderen.Open > 0)
        {
            return new LaatsteBeheerder(koppeling.Organisatie.Naam);
        }

        return BedrijfAkkoord ? null : new BedrijfOpzeggenNotConfirmed(koppeling.Organisatie.Naam) { Field = nameof(BedrijfAkkoord) };
    }

    // A suspended one counts: his suspension may be lifted, and then the organisatie has its beheerder back.
    private static bool IsActiveBeheerder(Organisatiekoppeling koppeling)
    {
        ArgumentNullException.ThrowIfNull(koppeling);
        return koppeling is { Rol: Rol.Beheerder, Status: KoppelingStatus.Actief or KoppelingStatus.Geschorst };
    }
}

/// <summary>eHerkenning cannot be ended (so) at this status; per direct only before the activation.</summary>
public sealed record NotOpzegbaar(KoppelingStatus Status) : Refusal;

/// <summary>A planned end lies after today .</summary>
public sealed record OpzegdatumNotInFuture(DateOnly Vanaf) : Refusal;

/// <summary>A planned end lies at most <see cref="Opzegging.MaxYears"/> years ahead.</summary>
public sealed record OpzegdatumTooFar(DateOnly Uiterlijk) : Refusal;

/// <summary>Others still have a middel, so one beheerder must stay active .</summary>
public sealed record LaatsteBeheerder(string Organisatie) : Refusal;

/// <summary>It is the last middel: the whole company ends with it, which he must confirm .</summary>
public sealed record BedrijfOpzeggenNotConfirmed(string Organisatie) : Refusal;

/// <summary>The end has been planned already; it can be undone first.</summary>
public sealed record OpzeggingLoopt(DateOnly Dag) : Refusal;

/// <summary>It has been carried out or undone, or is just being carried out.</summary>
public sealed record OpzeggingNotPlanned : Refusal;
