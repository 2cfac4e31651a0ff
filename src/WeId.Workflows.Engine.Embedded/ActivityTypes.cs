namespace WeId.Workflows.Engine.Embedded;

/// <summary>The built-in activities and their outcomes.</summary>
internal static class ActivityTypes
{
    public const string Start = "Elsa.Start";
    public const string Finish = "Elsa.Finish";
    public const string SetVariable = "Elsa.SetVariable";
    public const string FlowDecision = "Elsa.FlowDecision";
    public const string FlowSwitch = "Elsa.FlowSwitch";
    public const string FlowFork = "Elsa.FlowFork";
    public const string FlowJoin = "Elsa.FlowJoin";
    public const string Delay = "Elsa.Delay";

    /// <summary>The one outcome of most built-in activities.</summary>
    public const string Done = "Done";

    /// <summary>Outcome of a switch of which no case is true.</summary>
    public const string Default = "Default";

    /// <summary>Whether the interpreter executes it itself; every other type is a step with a handler.</summary>
    public static bool IsBuiltIn(string type) =>
        type is Start or Finish or SetVariable or FlowDecision or FlowSwitch or FlowFork or FlowJoin or Delay;
}
