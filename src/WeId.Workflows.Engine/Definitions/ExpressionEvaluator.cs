using System.Text.Json;

namespace WeId.Workflows.Engine.Definitions;

/// <summary>Evaluates the five kinds of expressions. Stateless for its callers and safe to share between threads.</summary>
public sealed class ExpressionEvaluator : IExpressionEvaluator
{
    /// <summary>Literal, Object, Variable, JavaScript and Liquid.</summary>
    public static IReadOnlyList<string> ExpressionTypes { get; } = ["Literal", "Object", "Variable", "JavaScript", "Liquid"];

    /// <inheritdoc />
    /// <remarks>
    /// A type name that is none of the eight and not <c>Object</c> (the list type of a fork's branches, the mode of a join)
    /// leaves the value as it is. An <c>Object</c> expression gives lists, dictionaries, texts, numbers and booleans.
    /// </remarks>
    public object? Evaluate(Expression expression, string typeName, ExpressionContext context)
    {
        ArgumentNullException.ThrowIfNull(expression);
        ArgumentNullException.ThrowIfNull(context);
        var value = expression.Type switch
        {
            "Literal" => expression.Value,
            "Object" => ReadJson(expression.Value),
            "Variable" => ReadVariable(expression.Value, context),
            "JavaScript" => JavaScriptExpression.Evaluate(expression.Value, context),
            "Liquid" => LiquidExpression.Evaluate(expression.Value, context),
            _ => throw new ExpressionException($"Expression type '{expression.Type}' is unknown."),
        };
        return TypeConversion.IsKnown(typeName) ? TypeConversion.Convert(value, typeName) : value;
    }

    /// <summary>Why the text of the expression cannot be evaluated whatever the context; null when it parses.</summary>
    public static string? FindSyntaxFault(Expression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        try
        {
            switch (expression.Type)
            {
                case "JavaScript":
                    return JavaScriptExpression.FindFault(expression.Value);
                case "Liquid":
                    LiquidExpression.Parse(expression.Value);
                    return null;
                case "Object":
                    ReadJson(expression.Value);
                    return null;
                default:
                    return null;
            }
        }
        catch (ExpressionException e)
        {
            return e.Message;
        }
    }

    internal static object? ReadJson(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 32 });
            return ToPlain(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new ExpressionException($"The Object expression is no JSON: {e.Message}", e);
        }
    }

    private static object? ToPlain(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().ToDictionary(p => p.Name, p => ToPlain(p.Value), StringComparer.Ordinal),
        JsonValueKind.Array => element.EnumerateArray().Select(ToPlain).ToList(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? whole : element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static object? ReadVariable(string? id, ExpressionContext context)
    {
        if (id is null || !context.VariableNames.TryGetValue(id, out var name))
        {
            throw new ExpressionException($"There is no variable with id '{id}'.");
        }

        return context.Variables.GetValueOrDefault(name);
    }
}
