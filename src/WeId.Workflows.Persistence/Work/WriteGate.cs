namespace WeId.Workflows.Persistence.Work;

/// <summary>SQLite has one writer: whoever writes waits here for his turn instead of in the database's busy loop.</summary>
internal sealed class WriteGate : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly AsyncLocal<bool> inside = new();

    /// <summary>Waits for the turn; dispose to give it on.</summary>
    /// <exception cref="InvalidOperationException">The caller has the turn already: a unit of work inside another would wait for itself.</exception>
    // Not an async method: what it sets in the AsyncLocal must be seen by its caller.
    public Task<IDisposable> EnterAsync(CancellationToken ct)
    {
        if (inside.Value)
        {
            throw new InvalidOperationException("A unit of work cannot run inside another one.");
        }

        inside.Value = true;
        return WaitAsync(ct);
    }

    public void Dispose() => turn.Dispose();

    private async Task<IDisposable> WaitAsync(CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        return new Turn(this);
    }

    private sealed class Turn(WriteGate gate) : IDisposable
    {
        public void Dispose()
        {
            gate.inside.Value = false;
            gate.turn.Release();
        }
    }
}
