namespace WeId.Workflows.Engine.Definitions;

/// <summary>Answers which templates exist, for rule 7.</summary>
public interface ITemplateIndex
{
    /// <summary>Whether the template exists in every language for the channel; without a channel, for every channel in which it exists at all.</summary>
    bool Exists(string template, string? channel);
}
