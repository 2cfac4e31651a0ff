using Microsoft.Extensions.Time.Testing;
using WeId.Workflows.Features.Activaties;

namespace WeId.Workflows.UnitTests.Features.Activaties;

public class PogingenremTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void IsShut_BelowTheLimit_IsFalse()
    {
        var rem = new Pogingenrem(time);

        Count(rem, Pogingenrem.Max - 1);

        Assert.False(rem.IsShut("a"));
    }

    [Fact]
    public void IsShut_AtTheLimit_IsTrueForThatKeyOnly()
    {
        var rem = new Pogingenrem(time);

        Count(rem, Pogingenrem.Max);

        Assert.True(rem.IsShut("a"));
        Assert.False(rem.IsShut("b"));
    }

    [Fact]
    public void IsShut_WhenTheTriesAreOld_IsFalseAgain()
    {
        var rem = new Pogingenrem(time);
        Count(rem, Pogingenrem.Max);

        time.Advance(Pogingenrem.Venster);

        Assert.False(rem.IsShut("a"));
    }

    private static void Count(Pogingenrem rem, int times)
    {
        for (var i = 0; i < times; i++)
        {
            rem.Count("a");
        }
    }
}
