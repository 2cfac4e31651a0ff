using System.Diagnostics;

namespace WeId.Workflows.IntegrationTests.Crash;

/// <summary>A process of this program.</summary>
internal sealed class Child : IDisposable
{
    /// <summary>What a process that died by SIGKILL ends with.</summary>
    public const int Killed = 137;

    /// <summary>What stands for one that did not end in time.</summary>
    public const int Hung = -1;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly Task<string> errors;

    /// <summary>Starts it with the given arguments.</summary>
    public Child(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true };
        start.ArgumentList.Add(typeof(Child).Assembly.Location);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        process = Process.Start(start)!;
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => process.HasExited;

    /// <summary>Ends it by SIGKILL.</summary>
    public void Kill() => process.Kill();

    /// <summary>Waits for its end and ends it if it hangs; what it said goes to the output unless it ended well or was killed.</summary>
    public async Task<int> ExitAsync(TextWriter output)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Kill();
            await output.WriteLineAsync($"A process hung: {await errors}");
            return Hung;
        }

        var said = await errors;
        if (process.ExitCode is not (0 or Killed))
        {
            await output.WriteLineAsync(said);
        }

        return process.ExitCode;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }
}
