using WeId.Workflows.TestKit.Databases;
using Xunit.Abstractions;

namespace WeId.Workflows.IntegrationTests.Races;

/// <summary>The short run of the repeated deliveries; the long one is the command <c>faults deliveries</c>.</summary>
public sealed class DeliveryTests(ITestOutputHelper output)
{
    private const int Seed = 20260303;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Messages_DeliveredUpToFiveTimesAndLate_EndAsWithSingleDeliveries(DatabaseKind kind)
    {
        var log = new StringWriter();

        var faults = await new DeliverySweep(kind, log).RunAsync(Seed, seeds: 1);

        output.WriteLine(log.ToString());
        Assert.Empty(faults);
    }
}
