using System.Collections.Concurrent;
using System.Diagnostics;

namespace WeId.Workflows.IntegrationTests.Nodes;

/// <summary>A node in a process of its own.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly ConcurrentQueue<string> said = new();
    private readonly ConcurrentQueue<string> complained = new();

    private NodeProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, e) => said.Enqueue(e.Data ?? "");
        process.ErrorDataReceived += (_, e) => complained.Enqueue(e.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it logged.</summary>
    public string Log => string.Join('\n', complained);

    /// <summary>A node that runs.</summary>
    public static async Task<NodeProcess> StartAsync(IEnumerable<KeyValuePair<string, string?>> settings, bool held = false)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments = [typeof(NodeProcess).Assembly.Location, NodeChild.Verb, .. settings.Select(s => $"{s.Key}={s.Value}"), .. held ? [NodeChild.Held] : Array.Empty<string>()];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var node = new NodeProcess(Process.Start(start)!);
        await node.HearAsync(NodeChild.Ready);
        return node;
    }

    /// <summary>Waits until it has said this.</summary>
    public Task HearAsync(string line) => Until.TrueAsync(
        () => process.HasExited ? throw new InvalidOperationException($"The node ended with {process.ExitCode}: {Log}") : Task.FromResult(said.Contains(line)),
        $"a node says '{line}'",
        Patience);

    /// <summary>Asks it for one line.</summary>
    public async Task<string> AskAsync(string line)
    {
        var before = said.Count;
        await TellAsync(line);
        await Until.TrueAsync(() => Task.FromResult(said.Count > before), $"a node answers '{line}'", Patience);
        return said.ElementAt(before);
    }

    /// <summary>Writes a line to its input.</summary>
    public async Task TellAsync(string line)
    {
        await process.StandardInput.WriteLineAsync(line);
        await process.StandardInput.FlushAsync();
    }

    /// <summary>Stops it where it is, without its knowing.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    /// <summary>Lets it go on where it was.</summary>
    public Task ContinueAsync() => SignalAsync("CONT");

    /// <summary>Stops it as an operator does; it ends what it has in hand.</summary>
    public async Task<int> EndAsync()
    {
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    public ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync();
    }
}
