namespace WeId.Workflows.IntegrationTests.Races;

/// <summary>Where races are run: as often as is asked for, the same place with the same acts.</summary>
internal interface IRaceStage : IAsyncDisposable
{
    /// <summary>The names of all acts; each raced against itself is the same operation twice.</summary>
    IReadOnlyList<string> Acts { get; }

    /// <summary>The place for one race of these two.</summary>
    Task<IRace> OpenAsync(string left, string right);
}

/// <summary>One race.</summary>
internal interface IRace
{
    /// <summary>Does an act.</summary>
    /// <returns>What he is told who does it.</returns>
    Task<string> RunAsync(string act);

    /// <summary>Handles what is due now.</summary>
    Task DispatchAsync();

    /// <summary>Handles what is due, also what has to be tried again.</summary>
    Task SettleAsync();

    /// <summary>Lets what is to be handled now wait until others have had their turn, as happens under another key.</summary>
    Task HoldAsync();

    /// <summary>All that an act may have changed, without ids and times.</summary>
    Task<string> StateAsync();

    /// <summary>Ends what is left of it, so that it does not come due in another.</summary>
    Task CloseAsync();
}
