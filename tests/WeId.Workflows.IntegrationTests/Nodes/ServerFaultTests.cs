using Xunit.Abstractions;

namespace WeId.Workflows.IntegrationTests.Nodes;

/// <summary>The short run of the faults of a server; the long one is the command <c>faults postgres</c>.</summary>
public sealed class ServerFaultTests(ITestOutputHelper output)
{
    private const int Seed = 20260303;

    [Fact]
    public async Task Operations_WhileTheServerStopsAndConnectionsDie_HappenOnceEach()
    {
        var log = new StringWriter();

        var faults = await new ServerFaults(Seed, log).RunAsync(operations: 120, stops: 1, kills: 2);

        output.WriteLine(log.ToString());
        Assert.Empty(faults);
    }
}
