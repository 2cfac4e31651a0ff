namespace WeId.Workflows.Engine.Embedded;

/// <summary>Makes the context in which a handler runs or is canceled.</summary>
internal static class StepContexts
{
    public static StepContext Of(InterpreterState state, Token token, IReadOnlyDictionary<string, object?> inputs) => new()
    {
        InstanceId = state.InstanceId,
        AanvraagId = state.AanvraagId,
        ActivityId = token.ActivityId,
        ExecutionId = token.ExecutionId,
        Round = token.Round,
        Now = token.At,
        Inputs = inputs,
    };
}
