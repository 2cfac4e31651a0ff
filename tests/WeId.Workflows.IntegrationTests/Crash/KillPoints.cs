using System.Diagnostics;

namespace WeId.Workflows.IntegrationTests.Crash;

/// <summary>
/// Counts the moments before and after each commit and each channel call, and dies by SIGKILL at the chosen one. Between
/// two of them nothing changes that outlives the process; what a torn write leaves is for <see cref="WalSweep"/>.
/// </summary>
/// <param name="killAt">1 and up; 0: never.</param>
/// <param name="log">Where each moment is noted as it passes.</param>
internal sealed class KillPoints(int killAt, string log) : ICountedPoints
{
    private readonly Lock turn = new();
    private int count;

    public void Before(PointKind kind, string what) => Pass(kind, $"before {what}");

    public void After(PointKind kind, string what) => Pass(kind, $"after {what}");

    private void Pass(PointKind kind, string moment)
    {
        if (kind is PointKind.Statement)
        {
            return;
        }

        lock (turn)
        {
            count++;
            File.AppendAllText(log, $"{count} {moment}\n");
            if (count == killAt)
            {
                using var self = Process.GetCurrentProcess();
                self.Kill();
                // The signal is on its way: nothing may happen in the meantime.
                new ManualResetEvent(false).WaitOne();
            }
        }
    }
}
