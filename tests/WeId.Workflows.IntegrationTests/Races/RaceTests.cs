using WeId.Workflows.TestKit.Databases;
using Xunit.Abstractions;

namespace WeId.Workflows.IntegrationTests.Races;

/// <summary>The short run of the races; the long one is the command <c>faults races</c>.</summary>
public sealed class RaceTests(ITestOutputHelper output)
{
    private const int Seed = 20260303;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task EachTwoActs_AtTheSameMoment_EndAsOneAfterTheOther(DatabaseKind kind)
    {
        var log = new StringWriter();

        var faults = await new RaceSweep(kind, async k => await RaceWorld.CreateAsync(k), Seed, log).RunAsync(rounds: 1);

        output.WriteLine(log.ToString());
        Assert.Empty(faults);
    }

    // what changes a middel, and what ends or suspends it.
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task EachTwoMutaties_AtTheSameMoment_EndAsOneAfterTheOther(DatabaseKind kind)
    {
        var log = new StringWriter();

        var faults = await new RaceSweep(kind, async k => await MutatieRaceWorld.CreateAsync(k), Seed, log).RunAsync(rounds: 1);

        output.WriteLine(log.ToString());
        Assert.Empty(faults);
    }
}
