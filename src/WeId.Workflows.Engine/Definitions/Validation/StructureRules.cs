namespace WeId.Workflows.Engine.Definitions.Validation;

/// <summary>Rules 1, 2 and 8: activities, their inputs and outputs, and the connections between them.</summary>
internal static class StructureRules
{
    public static void Check(DefinitionCheck check)
    {
        var definition = check.Definition;
        if (definition.Activities.Count > DefinitionReader.MaxActivities)
        {
            check.Add(8, $"The definition has {definition.Activities.Count} activities; the limit is {DefinitionReader.MaxActivities}.");
        }

        CheckNames(check);
        CheckStart(check);
        foreach (var activity in definition.Activities)
        {
            CheckActivity(check, activity);
        }

        CheckConnections(check);
        CheckOutcomes(check);
        CheckReachable(check);
    }

    private static void CheckNames(DefinitionCheck check)
    {
        var definition = check.Definition;
        foreach (var id in Repeated(definition.Activities.Select(a => a.Id)))
        {
            check.Add(1, id, "exists more than once; ids are unique.");
        }

        foreach (var id in Repeated(definition.Variables.Select(v => v.Id)))
        {
            check.Add(1, $"Variable id '{id}' exists more than once.");
        }

        foreach (var name in Repeated(definition.Variables.Select(v => v.Name)))
        {
            check.Add(1, $"Variable '{name}' exists more than once.");
        }

        foreach (var name in Repeated(definition.Inputs.Select(i => i.Name)))
        {
            check.Add(1, $"Input '{name}' exists more than once.");
        }
    }

    private static IEnumerable<string> Repeated(IEnumerable<string> names) =>
        names.GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key);

    private static void CheckStart(DefinitionCheck check)
    {
        var starts = check.Definition.Activities.Where(a => a.Type == ActivityTypes.Start).ToList();
        if (starts.Count == 0)
        {
            check.Add(1, $"The definition has no {ActivityTypes.Start}.");
        }

        foreach (var extra in starts.Skip(1))
        {
            check.Add(1, extra.Id, $"is a second {ActivityTypes.Start}; there is only one.");
        }
    }

    private static void CheckActivity(DefinitionCheck check, ActivityDefinition activity)
    {
        if (activity.Type == ActivityTypes.Flowchart)
        {
            check.Add(1, activity.Id, $"is an {ActivityTypes.Flowchart}, which can only be the root.");
            return;
        }

        CheckExpressionTypes(check, activity);
        if (ActivityTypes.IsBuiltIn(activity.Type))
        {
            CheckInputs(check, activity, BuiltInInputs(activity.Type), activity.Type == ActivityTypes.FlowJoin ? ["mode"] : []);
            CheckBuiltIn(check, activity);
            foreach (var output in activity.Outputs.Keys)
            {
                check.Add(1, activity.Id, $"has no output '{output}'.");
            }
        }
        else if (check.Steps.TryGetValue(activity.Type, out var step))
        {
            if (!check.Options.FreeFormTypes.Contains(activity.Type))
            {
                CheckInputs(check, activity, step.Inputs.Select(i => i.Name), step.Inputs.Where(i => i.Required).Select(i => i.Name));
                foreach (var output in activity.Outputs.Keys.Where(o => step.Outputs.All(s => s.Name != o)))
                {
                    check.Add(1, activity.Id, $"binds output '{output}', which type '{activity.Type}' does not have.");
                }
            }

            foreach (var (output, variable) in activity.Outputs.Where(o => check.Definition.Variables.All(v => v.Id != o.Value)))
            {
                check.Add(1, activity.Id, $"binds output '{output}' to variable '{variable}', which does not exist.");
            }
        }
        else
        {
            check.Add(1, activity.Id, $"is of the unknown type '{activity.Type}'.");
        }
    }

    private static IEnumerable<string> BuiltInInputs(string type) => type switch
    {
        ActivityTypes.SetVariable => ["value"],
        ActivityTypes.FlowDecision => ["condition"],
        ActivityTypes.FlowSwitch => ["mode"],
        ActivityTypes.FlowFork => ["branches"],
        ActivityTypes.FlowJoin => ["mode"],
        ActivityTypes.Delay => ["timeSpan"],
        _ => [],
    };

    private static void CheckInputs(DefinitionCheck check, ActivityDefinition activity, IEnumerable<string> known, IEnumerable<string> required)
    {
        foreach (var name in activity.Inputs.Keys.Except(known, StringComparer.Ordinal))
        {
            check.Add(1, activity.Id, $"gives input '{name}', which type '{activity.Type}' does not have.");
        }

        foreach (var name in required.Where(r => !activity.Inputs.TryGetValue(r, out var input) || input.Expression.Value is null))
        {
            check.Add(1, activity.Id, $"lacks the required input '{name}'.");
        }
    }

    private static void CheckExpressionTypes(DefinitionCheck check, ActivityDefinition activity)
    {
        var expressions = activity.Inputs.Values.Select(i => i.Expression).Concat(activity.Cases.Select(c => c.Condition).OfType<Expression>());
        foreach (var type in expressions.Select(e => e.Type).Distinct().Except(ExpressionEvaluator.ExpressionTypes, StringComparer.Ordinal))
        {
            check.Add(1, activity.Id, $"has an expression of the unknown type '{type}'.");
        }
    }

    private static void CheckBuiltIn(DefinitionCheck check, ActivityDefinition activity)
    {
        switch (activity.Type)
        {
            case ActivityTypes.SetVariable when check.Definition.Variables.All(v => v.Id != activity.VariableId):
                check.Add(1, activity.Id, activity.VariableId is null ? "names no variable." : $"sets variable '{activity.VariableId}', which does not exist.");
                break;
            case ActivityTypes.SetVariable when !activity.Inputs.ContainsKey("value"):
                check.Add(1, activity.Id, "lacks the required input 'value'.");
                break;
            case ActivityTypes.Delay when !activity.Inputs.TryGetValue("timeSpan", out var term) || string.IsNullOrWhiteSpace(term.Expression.Value):
                check.Add(1, activity.Id, "lacks the required input 'timeSpan'.");
                break;
            case ActivityTypes.FlowJoin when activity.Inputs.ContainsKey("mode")
                && ActivityTypes.ModeOf(activity) is not (ActivityTypes.WaitAll or ActivityTypes.WaitAllActive or ActivityTypes.WaitAny):
                check.Add(1, activity.Id, "has an unknown mode; WaitAllActive, WaitAll and WaitAny are known, as a literal.");
                break;
            case ActivityTypes.FlowSwitch when activity.Inputs.ContainsKey("mode") && ActivityTypes.ModeOf(activity) != ActivityTypes.MatchFirst:
                check.Add(1, activity.Id, "has another mode than the literal MatchFirst.");
                break;
            case ActivityTypes.FlowSwitch when activity.Cases.Count == 0:
                check.Add(1, activity.Id, "has no cases.");
                break;
            case ActivityTypes.FlowSwitch:
                foreach (var label in Repeated(activity.Cases.Select(c => c.Label).Append("Default")))
                {
                    check.Add(1, activity.Id, $"has more than one outcome '{label}'.");
                }

                break;
            case ActivityTypes.FlowFork when ActivityTypes.BranchesOf(activity) is not { Count: > 0 } branches || branches.Any(string.IsNullOrWhiteSpace):
                check.Add(1, activity.Id, "has no branches; they are an Object expression with a JSON list of names.");
                break;
            case ActivityTypes.FlowFork:
                foreach (var name in Repeated(ActivityTypes.BranchesOf(activity) ?? []))
                {
                    check.Add(1, activity.Id, $"has more than one branch '{name}'.");
                }

                break;
            default:
                break;
        }
    }

    private static void CheckConnections(DefinitionCheck check)
    {
        var ids = check.Definition.Activities.Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var connection in check.Definition.Connections)
        {
            if (!ids.Contains(connection.SourceActivity))
            {
                check.Add(2, connection.SourceActivity, $"does not exist, but a connection to '{connection.TargetActivity}' starts there.");
            }

            if (!ids.Contains(connection.TargetActivity))
            {
                check.Add(2, connection.SourceActivity, $"is connected to '{connection.TargetActivity}', which does not exist.");
            }

            if (connection.TargetPort is not (null or "" or "In"))
            {
                check.Add(2, connection.SourceActivity, $"is connected to port '{connection.TargetPort}' of '{connection.TargetActivity}'; the only port is 'In'.");
            }
        }
    }

    private static void CheckOutcomes(DefinitionCheck check)
    {
        var outgoing = check.Definition.Connections.ToLookup(c => c.SourceActivity, StringComparer.Ordinal);
        foreach (var activity in check.Definition.Activities)
        {
            foreach (var connection in outgoing[activity.Id].Where(c => string.IsNullOrEmpty(c.SourcePort)))
            {
                check.Add(2, activity.Id, $"has a connection to '{connection.TargetActivity}' that names no port.");
            }

            if (ActivityTypes.OutcomesOf(activity, check.Steps) is not { } outcomes)
            {
                continue;
            }

            var ports = outgoing[activity.Id].Select(c => c.SourcePort).OfType<string>().Where(p => p.Length > 0).ToLookup(p => p, StringComparer.Ordinal);
            foreach (var port in ports.Select(p => p.Key).Except(outcomes, StringComparer.Ordinal))
            {
                check.Add(2, activity.Id, $"has a connection from '{port}', which is none of its outcomes ({string.Join(", ", outcomes)}).");
            }

            var optional = check.Steps.GetValueOrDefault(activity.Type)?.OptionalOutcomes ?? [];
            foreach (var outcome in outcomes.Distinct().Where(o => ports[o].Count() != 1 && (ports[o].Any() || !optional.Contains(o))))
            {
                check.Add(2, activity.Id, $"has {ports[outcome].Count()} connections from outcome '{outcome}'; every outcome has exactly one.");
            }
        }
    }

    private static void CheckReachable(DefinitionCheck check)
    {
        var definition = check.Definition;
        var next = definition.Connections.ToLookup(c => c.SourceActivity, c => c.TargetActivity, StringComparer.Ordinal);
        var previous = definition.Connections.ToLookup(c => c.TargetActivity, c => c.SourceActivity, StringComparer.Ordinal);
        var fromStart = Walk(definition.Activities.Where(a => a.Type == ActivityTypes.Start).Select(a => a.Id), next);
        var toFinish = Walk(definition.Activities.Where(a => a.Type == ActivityTypes.Finish).Select(a => a.Id), previous);
        foreach (var activity in definition.Activities)
        {
            if (fromStart.Count > 0 && !fromStart.Contains(activity.Id))
            {
                check.Add(1, activity.Id, "cannot be reached from the start.");
            }

            if (!toFinish.Contains(activity.Id))
            {
                check.Add(1, activity.Id, $"cannot reach an {ActivityTypes.Finish}.");
            }
        }
    }

    private static HashSet<string> Walk(IEnumerable<string> from, ILookup<string, string> next)
    {
        var seen = new HashSet<string>(from, StringComparer.Ordinal);
        var open = new Stack<string>(seen);
        while (open.TryPop(out var id))
        {
            foreach (var target in next[id].Where(seen.Add))
            {
                open.Push(target);
            }
        }

        return seen;
    }
}
