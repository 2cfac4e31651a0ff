using Microsoft.Extensions.Time.Testing;
using WeId.Workflows.Web.Identity;

namespace WeId.Workflows.UnitTests.Web;

public sealed class InlogRemTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));
    private readonly InlogRem rem;

    public InlogRemTests() => rem = new InlogRem(time);

    [Fact]
    public void Begin_FirstThreeTries_MayGoOn() =>
        Assert.All(Enumerable.Range(0, InlogRem.Free), _ => Assert.Null(rem.Begin("anna")));

    [Fact]
    public void Begin_FourthTry_WaitsFiveSeconds()
    {
        Try(3);

        Assert.Equal(TimeSpan.FromSeconds(5), rem.Begin("anna"));
    }

    [Fact]
    public void Begin_AfterThePause_MayGoOnAndThenWaitsTwiceAsLong()
    {
        Try(3);
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.Null(rem.Begin("anna"));
        Assert.Equal(TimeSpan.FromSeconds(10), rem.Begin("anna"));
    }

    [Fact]
    public void Begin_FromAnotherAddress_DoesNotWait()
    {
        Try(3);

        Assert.Null(rem.Begin("anna from elsewhere"));
    }

    [Fact]
    public void Succeed_ForgetsWhatWentBefore()
    {
        Try(3);
        rem.Succeed("anna");

        Assert.Null(rem.Begin("anna"));
    }

    [Fact]
    public void PauseAfter_ManyTries_StaysAtAQuarterOfAnHour() => Assert.Equal(TimeSpan.FromMinutes(15), InlogRem.PauseAfter(1000));

    private void Try(int times) => Assert.All(Enumerable.Range(0, times), _ => rem.Begin("anna"));
}
