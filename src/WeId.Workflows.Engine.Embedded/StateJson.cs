using System.Text.Json;
using WeId.Workflows.Engine.Definitions;

namespace WeId.Workflows.Engine.Embedded;

/// <summary>The interpreter's state as text.</summary>
internal static class StateJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault,
    };

    public static string Write(InterpreterState state) => JsonSerializer.Serialize(state, Options);

    /// <summary>Reads the state; variables get back the types that the definition gives them.</summary>
    public static InterpreterState Read(string json, WorkflowDefinition definition)
    {
        var state = JsonSerializer.Deserialize<InterpreterState>(json, Options)
            ?? throw new InvalidOperationException("The state of an instance is empty.");
        foreach (var (name, value) in state.Input.ToList())
        {
            state.Input[name] = JsonValues.Plain(value);
        }

        foreach (var variable in definition.Variables)
        {
            state.Variables[variable.Name] = JsonValues.Convert(state.Variables.GetValueOrDefault(variable.Name), variable.TypeName);
        }

        return state;
    }
}
