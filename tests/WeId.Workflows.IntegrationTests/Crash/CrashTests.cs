using WeId.Workflows.Domain.Gebruikers;
using Xunit.Abstractions;

namespace WeId.Workflows.IntegrationTests.Crash;

[Trait("Database", "Sqlite")]
public sealed class CrashTests(ITestOutputHelper output)
{
    // The trip of EH3, and the leases of the outbox, are in the long run by hand: see the README.
    [Fact]
    public async Task NieuweGebruiker_KilledBeforeAndAfterEachCommitAndChannelCall_EndsTheSame()
    {
        using var report = new StringWriter();

        var faults = await new CrashSweep("EH2+", TweedeFactor.Sms, leases: false, TextWriter.Synchronized(report)).RunAsync();

        output.WriteLine(report.ToString());
        Assert.Empty(faults);
    }
}
