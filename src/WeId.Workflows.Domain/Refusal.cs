namespace WeId.Workflows.Domain;

/// <summary>
/// A business "no". Named after the situation and without prose: pages, letters and the API look its text up by
/// <see cref="Code"/>, each in the reader's language, and fill in its properties.
/// </summary>
public abstract record Refusal
{
    /// <summary>Key of the text: the name of the type.</summary>
    public string Code => GetType().Name;

    /// <summary>The field of the form beside which the message belongs; null for the form as a whole.</summary>
    public string? Field { get; init; }
}

/// <summary>The actor may not do this, or the thing is not his to see. Deliberately one answer for both, so that nothing is learnt.</summary>
public sealed record NotAllowed : Refusal;

/// <summary>The database has no room left to write; what is there can still be read.</summary>
public sealed record OpslagVol : Refusal;

/// <summary>Somebody else changed or decided this first.</summary>
/// <param name="Door">Who, for people; empty when that is not for the reader.</param>
public sealed record SomebodyWasFirst(string Door) : Refusal;

/// <summary>A required field is empty.</summary>
public sealed record Required : Refusal;

/// <summary>A value has not the form that it must have; <see cref="Refusal.Field"/> says which one.</summary>
/// <param name="Wat">The kind of value: <c>KvkNummer</c>, <c>MobielNummer</c>, <c>Postcode</c>, …</param>
public sealed record NotValid(string Wat) : Refusal;
