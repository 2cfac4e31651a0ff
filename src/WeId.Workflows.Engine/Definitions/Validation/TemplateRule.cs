namespace WeId.Workflows.Engine.Definitions.Validation;

/// <summary>Rule 7: templates exist in every language of their channel.</summary>
internal static class TemplateRule
{
    // A step that can send by more than one channel has this input; it names the channel.
    private const string ChannelInput = "kanaal";

    public static void Check(DefinitionCheck check, ITemplateIndex templates)
    {
        foreach (var activity in check.Definition.Activities)
        {
            if (!check.Steps.TryGetValue(activity.Type, out var step))
            {
                continue;
            }

            var channel = Literal(activity, ChannelInput);
            foreach (var name in step.Inputs.Where(i => i.Kind == StepInputKind.Template).Select(i => Literal(activity, i.Name)).OfType<string>())
            {
                if (!templates.Exists(name, channel))
                {
                    check.Add(7, activity.Id, channel is null
                        ? $"names template '{name}', which does not exist in every language."
                        : $"names template '{name}', which does not exist in every language for channel '{channel}'.");
                }
            }
        }
    }

    private static string? Literal(ActivityDefinition activity, string input) =>
        activity.Inputs.TryGetValue(input, out var value) && value.Expression is { Type: "Literal", Value: { Length: > 0 } text } ? text : null;
}
