using System.Text.Json;
using WeId.Workflows.Engine.Definitions;

namespace WeId.Workflows.TestKit.Flows;

/// <summary>Builds small definitions: activities by kind, arrows as <c>source.Outcome&gt;target</c> (outcome Done when left out).</summary>
public sealed class FlowBuilder
{
    private readonly List<ActivityDefinition> activities = [new() { Id = "start", Type = "Elsa.Start" }];
    private readonly List<ConnectionDefinition> connections = [];
    private readonly List<VariableDefinition> variables = [];
    private readonly List<InputDefinition> inputs = [];

    public static Expression Literal(string value) => new("Literal", value);

    public static Expression Script(string value) => new("JavaScript", value);

    public FlowBuilder Variable(string name, string typeName, string? value = null)
    {
        variables.Add(new VariableDefinition($"var-{name}", name, typeName, value));
        return this;
    }

    public FlowBuilder Input(string name)
    {
        inputs.Add(new InputDefinition(name, "String"));
        return this;
    }

    public FlowBuilder Step(
        string id, string type, Dictionary<string, Expression>? given = null, Dictionary<string, string>? outputs = null, string typeName = "String")
    {
        activities.Add(new ActivityDefinition
        {
            Id = id,
            Type = type,
            Inputs = (given ?? []).ToDictionary(i => i.Key, i => new InputValue(typeName, i.Value)),
            Outputs = (outputs ?? []).ToDictionary(o => o.Key, o => $"var-{o.Value}"),
        });
        return this;
    }

    public FlowBuilder Auto(params string[] ids) => Each(ids, id => Step(id, TestSteps.Auto));

    public FlowBuilder Waiting(params string[] ids) => Each(ids, id => Step(id, TestSteps.Waiting));

    public FlowBuilder Finish(params string[] ids) => Each(ids, id => Step(id, "Elsa.Finish"));

    public FlowBuilder Decision(string id, Expression condition) => Step(id, "Elsa.FlowDecision", new() { ["condition"] = condition }, typeName: "Boolean");

    public FlowBuilder Delay(string id, string timeSpan) => Step(id, "Elsa.Delay", new() { ["timeSpan"] = Literal(timeSpan) }, typeName: "TimeSpan");

    public FlowBuilder Join(string id, string mode) => Step(id, "Elsa.FlowJoin", new() { ["mode"] = Literal(mode) }, typeName: "FlowJoinMode");

    public FlowBuilder Fork(string id, params string[] branches) =>
        Step(id, "Elsa.FlowFork", new() { ["branches"] = new Expression("Object", JsonSerializer.Serialize(branches)) }, typeName: "List<String>");

    public FlowBuilder Switch(string id, params (string Label, Expression Condition)[] cases)
    {
        activities.Add(new ActivityDefinition
        {
            Id = id,
            Type = "Elsa.FlowSwitch",
            Cases = [.. cases.Select(c => new SwitchCase(c.Label, c.Condition))],
        });
        return this;
    }

    public FlowBuilder Set(string id, string variable, Expression value)
    {
        activities.Add(new ActivityDefinition
        {
            Id = id,
            Type = "Elsa.SetVariable",
            VariableId = $"var-{variable}",
            Inputs = new Dictionary<string, InputValue> { ["value"] = new(variables.Find(v => v.Name == variable)?.TypeName ?? "String", value) },
        });
        return this;
    }

    /// <summary>Arrows, separated by spaces.</summary>
    public FlowBuilder Connect(string arrows)
    {
        foreach (var arrow in arrows.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var ends = arrow.Split('>');
            var source = ends[0].Split('.');
            connections.Add(new ConnectionDefinition(source[0], source.Length > 1 ? source[1] : "Done", ends[1], "In"));
        }

        return this;
    }

    public WorkflowDefinition Build(string definitionId = "proef", int version = 1) => new()
    {
        DefinitionId = definitionId,
        Version = version,
        Id = $"{definitionId}-v{version}",
        Name = definitionId,
        Variables = variables,
        Inputs = inputs,
        Activities = activities,
        Connections = connections,
        Json = "{}",
    };

    private FlowBuilder Each(string[] ids, Func<string, FlowBuilder> add)
    {
        foreach (var id in ids)
        {
            add(id);
        }

        return this;
    }
}
