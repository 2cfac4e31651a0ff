using System.Globalization;

namespace WeId.Workflows.Engine.Definitions.Validation;

/// <summary>Rule 5: what Elsa would swallow (a wrong literal, a syntax error, a missing condition) is refused.</summary>
internal static class ValueRules
{
    public static void Check(DefinitionCheck check)
    {
        foreach (var variable in check.Definition.Variables)
        {
            try
            {
                TypeConversion.InitialValue(variable);
            }
            catch (ExpressionException e)
            {
                check.Add(5, $"Variable '{variable.Name}' begins with a wrong value: {e.Message}");
            }
        }

        foreach (var activity in check.Definition.Activities)
        {
            CheckConditions(check, activity);
            foreach (var (name, input) in activity.Inputs)
            {
                CheckInput(check, activity, name, input);
            }
        }
    }

    private static void CheckConditions(DefinitionCheck check, ActivityDefinition activity)
    {
        if (activity.Type == ActivityTypes.FlowDecision
            && (!activity.Inputs.TryGetValue("condition", out var condition) || string.IsNullOrWhiteSpace(condition.Expression.Value)))
        {
            check.Add(5, activity.Id, "has no condition.");
        }

        foreach (var choice in activity.Cases)
        {
            if (choice.Condition is null || string.IsNullOrWhiteSpace(choice.Condition.Value))
            {
                check.Add(5, activity.Id, $"has no condition for case '{choice.Label}'.");
            }
            else
            {
                CheckExpression(check, activity, $"case '{choice.Label}'", choice.Condition, "Boolean");
            }
        }
    }

    private static void CheckInput(DefinitionCheck check, ActivityDefinition activity, string name, InputValue input)
    {
        var declared = DeclaredType(check, activity, name);
        if (declared is not null && declared != TypeConversion.AnyType && input.TypeName != declared)
        {
            check.Add(5, activity.Id, $"gives input '{name}' as '{input.TypeName}'; its type is {declared}.");
        }

        if (InputOf(check, activity, name) is { Kind: StepInputKind.Constant } && input.Expression.Type != "Literal")
        {
            check.Add(5, activity.Id, $"computes input '{name}'; it is read before the step runs, so it must be a literal.");
        }

        var typeName = declared ?? (TypeConversion.IsKnown(input.TypeName) ? input.TypeName : null);
        if (activity.Type == ActivityTypes.SetVariable && name == "value")
        {
            typeName = check.Definition.Variables.FirstOrDefault(v => v.Id == activity.VariableId)?.TypeName ?? typeName;
        }

        CheckExpression(check, activity, $"input '{name}'", input.Expression, typeName);
        if (activity.Type == ActivityTypes.Delay && name == "timeSpan" && input.Expression is { Type: "Literal", Value: { } text }
            && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var term) && (term > ActivityTypes.LongestDelay || term < TimeSpan.Zero))
        {
            check.Add(5, activity.Id, $"waits for {term:c}; a delay lasts at most {ActivityTypes.LongestDelay.Days} days and is not negative.");
        }
    }

    /// <summary>Null: the definition may write what it likes.</summary>
    private static string? DeclaredType(DefinitionCheck check, ActivityDefinition activity, string input) => (activity.Type, input) switch
    {
        (ActivityTypes.FlowDecision, "condition") => "Boolean",
        (ActivityTypes.Delay, "timeSpan") => "TimeSpan",
        _ when check.Options.FreeFormTypes.Contains(activity.Type) => null,
        _ => InputOf(check, activity, input)?.TypeName,
    };

    private static StepInput? InputOf(DefinitionCheck check, ActivityDefinition activity, string name) =>
        check.Steps.GetValueOrDefault(activity.Type)?.Inputs.FirstOrDefault(i => i.Name == name);

    private static void CheckExpression(DefinitionCheck check, ActivityDefinition activity, string what, Expression expression, string? typeName)
    {
        if (expression.Value is null && expression.Type is "Literal" or "Object")
        {
            return;
        }

        if (expression.Type == "Variable")
        {
            if (check.Definition.Variables.All(v => v.Id != expression.Value))
            {
                check.Add(5, activity.Id, $"uses variable '{expression.Value}' in {what}, which does not exist.");
            }

            return;
        }

        if (ExpressionEvaluator.FindSyntaxFault(expression) is { } fault)
        {
            check.Add(5, activity.Id, $"has a fault in {what}: {fault}");
            return;
        }

        if (typeName is null || !TypeConversion.IsKnown(typeName))
        {
            return;
        }

        var constant = expression.Type switch
        {
            "Literal" => expression.Value,
            "Object" => ExpressionEvaluator.ReadJson(expression.Value),
            _ => null,
        };
        if (!TypeConversion.TryConvert(constant, typeName, out _))
        {
            check.Add(5, activity.Id, $"has a literal in {what} that is no {typeName}.");
        }
    }
}
