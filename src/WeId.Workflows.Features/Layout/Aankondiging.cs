namespace WeId.Workflows.Features.Layout;

/// <summary>Tells screen readers what happened, through the live region of the layout. One for each circuit.</summary>
public sealed class Aankondiging
{
    internal event Action<string>? Said;

    /// <summary>Says a sentence once, such as "Gebruiker toegevoegd".</summary>
    public void Say(string text) => Said?.Invoke(text);
}
