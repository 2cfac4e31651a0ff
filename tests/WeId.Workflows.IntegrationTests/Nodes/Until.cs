using System.Diagnostics;

namespace WeId.Workflows.IntegrationTests.Nodes;

/// <summary>Waits for something that happens in another process.</summary>
internal static class Until
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns as soon as the condition holds.</summary>
    /// <exception cref="TimeoutException">It did not come to hold in time.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, string what, TimeSpan? atMost = null)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > (atMost ?? TimeSpan.FromMinutes(2)))
            {
                throw new TimeoutException($"It did not come to this: {what}.");
            }

            await Task.Delay(Pause);
        }
    }
}
