using System.Diagnostics.CodeAnalysis;

namespace WeId.Workflows.Domain;

/// <summary>A value, or every reason why not. Invariant: without refusals there is a value.</summary>
public sealed class Result<T>
{
    internal Result(T? value, IReadOnlyList<Refusal> refusals)
    {
        Value = value;
        Refusals = refusals;
    }

    /// <summary>The value; null exactly when refused.</summary>
    public T? Value { get; }

    /// <summary>All reasons at once, so that a form can show each at its field; empty on success.</summary>
    public IReadOnlyList<Refusal> Refusals { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool Succeeded => Refusals.Count == 0;

    /// <summary>A success.</summary>
    public static implicit operator Result<T>(T value) => new(value, []);

    /// <summary>A single refusal.</summary>
    public static implicit operator Result<T>(Refusal refusal) => new(default, [refusal]);

}

/// <summary>Makes results where the conversions do not reach.</summary>
public static class Result
{
    /// <summary>Several refusals; at least one.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Result<T> Refused<T>(IReadOnlyList<Refusal> refusals)
    {
        ArgumentNullException.ThrowIfNull(refusals);
        return refusals.Count > 0 ? new(default, refusals) : throw new ArgumentException("A refusal needs a reason.", nameof(refusals));
    }
}

/// <summary>The value of an act that has nothing to tell.</summary>
public readonly record struct Done;
