namespace WeId.Workflows.Engine.Definitions;

/// <summary>Evaluates expressions of definitions, deterministically for the same context.</summary>
public interface IExpressionEvaluator
{
    /// <summary>The value, converted to <paramref name="typeName"/>.</summary>
    /// <exception cref="ExpressionException">It does not parse, fails, exceeds its limits or does not convert.</exception>
    object? Evaluate(Expression expression, string typeName, ExpressionContext context);
}

/// <summary>What an expression can see.</summary>
/// <param name="Inputs">Of the workflow, by name.</param>
/// <param name="Variables">Current values, by name.</param>
/// <param name="VariableNames">Variable id → name, for <c>Variable</c> expressions.</param>
/// <param name="Now">To which <c>Date</c> is bound.</param>
public sealed record ExpressionContext(
    IReadOnlyDictionary<string, object?> Inputs,
    IReadOnlyDictionary<string, object?> Variables,
    IReadOnlyDictionary<string, string> VariableNames,
    string CorrelationId,
    string WorkflowInstanceId,
    DateTimeOffset Now);

/// <summary>An expression that could not be evaluated.</summary>
public sealed class ExpressionException(string message, Exception? inner = null) : Exception(message, inner);
