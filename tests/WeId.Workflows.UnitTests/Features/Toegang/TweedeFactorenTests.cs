using Microsoft.Extensions.Options;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.Persistence.Identity;

namespace WeId.Workflows.UnitTests.Features.Toegang;

public sealed class TweedeFactorenTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 10, TimeSpan.Zero);

    private readonly Codes codes;
    private readonly TweedeFactoren factoren;
    private readonly Account account = new() { Id = new("0197d0a0-0000-7000-8000-000000000001") };

    public TweedeFactorenTests()
    {
        var options = new GeheimenOptions();
        options.Hoofdsleutels.Add(Convert.ToBase64String(new byte[32]));
        codes = new Codes(Options.Create(options));
        factoren = new TweedeFactoren(codes, new PlainGeheimen());
        factoren.SetOtpSecret(account, "12345678901234567890"u8.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-30)]
    [InlineData(30)]
    public void VerifyTotp_CodeOfThisStepOrItsNeighbours_IsRight(int seconds) =>
        Assert.Null(factoren.VerifyTotp(account, CodeAt(Now.AddSeconds(seconds)), Now));

    [Theory]
    [InlineData(-60)]
    [InlineData(60)]
    public void VerifyTotp_CodeTwoStepsAway_IsRefused(int seconds) =>
        Assert.Equal(new CodeWrong(), factoren.VerifyTotp(account, CodeAt(Now.AddSeconds(seconds)), Now));

    [Fact]
    public void VerifyTotp_SameCodeAgain_IsRefused()
    {
        factoren.VerifyTotp(account, CodeAt(Now), Now);

        Assert.Equal(new CodeWrong(), factoren.VerifyTotp(account, CodeAt(Now), Now.AddSeconds(5)));
    }

    [Fact]
    public void VerifyTotp_OlderCodeAfterANewerOne_IsRefused()
    {
        factoren.VerifyTotp(account, CodeAt(Now), Now);

        Assert.Equal(new CodeWrong(), factoren.VerifyTotp(account, CodeAt(Now.AddSeconds(-30)), Now));
    }

    // RFC 6238 §6: a clock that drifts a little further each time is followed.
    [Fact]
    public void VerifyTotp_DeviceThatDriftsFurtherEachTime_IsFollowed()
    {
        for (var day = 0; day < 5; day++)
        {
            var now = Now.AddDays(day);
            Assert.Null(factoren.VerifyTotp(account, CodeAt(now.AddSeconds(-30 * (day + 1))), now));
        }
    }

    // Who typed late once is no device that runs behind.
    [Fact]
    public void VerifyTotp_EarlyCodeAfterALateOne_IsRight()
    {
        Assert.Null(factoren.VerifyTotp(account, CodeAt(Now.AddSeconds(-30)), Now));

        Assert.Null(factoren.VerifyTotp(account, CodeAt(Now.AddDays(1).AddSeconds(30)), Now.AddDays(1)));
    }

    [Fact]
    public void VerifyTotp_DeviceThatDriftedFarAtOnce_IsRefused()
    {
        factoren.VerifyTotp(account, CodeAt(Now.AddSeconds(-30)), Now);

        Assert.Equal(new CodeWrong(), factoren.VerifyTotp(account, CodeAt(Now.AddDays(1).AddSeconds(60)), Now.AddDays(1)));
    }

    [Fact]
    public void VerifyTotp_DeviceWithCodesOfAMinute_IsRight()
    {
        factoren.SetOtpSecret(account, "12345678901234567890"u8.ToArray(), periode: 60);

        // RFC 6238's key, at another step: the code of 12:00 holds until 12:01.
        Assert.Equal(CodeAt(Now), CodeAt(Now.AddSeconds(45)));
        Assert.Null(factoren.VerifyTotp(account, CodeAt(Now), Now.AddSeconds(45)));
    }

    [Fact]
    public void VerifyTotp_WithoutADevice_IsRefused() =>
        Assert.Equal(new CodeWrong(), factoren.VerifyTotp(new Account(), "123456", Now));

    [Fact]
    public void VerifySms_RightCode_WorksOnce()
    {
        GiveSmsCode("123456");

        Assert.Null(factoren.VerifySms(account, "123 456", Now));
        Assert.Equal(new CodeExpired(), factoren.VerifySms(account, "123456", Now));
    }

    [Fact]
    public void VerifySms_AfterFifteenMinutes_IsRefused()
    {
        GiveSmsCode("123456");

        Assert.Equal(new CodeExpired(), factoren.VerifySms(account, "123456", Now + Activatie.CodeGeldigheid));
    }

    [Fact]
    public void VerifySms_AfterFiveWrongCodes_RefusesTheRightOneToo()
    {
        GiveSmsCode("123456");
        Assert.All(Enumerable.Range(0, TweedeFactoren.MaxPogingen), _ => Assert.Equal(new CodeWrong(), factoren.VerifySms(account, "000000", Now)));

        Assert.Equal(new CodeExpired(), factoren.VerifySms(account, "123456", Now));
    }

    [Fact]
    public void VerifySms_CodeOfAnotherAccount_IsRefused()
    {
        GiveSmsCode("123456");
        var other = new Account
        {
            Id = new("0197d0a0-0000-7000-8000-000000000002"),
            SmsCodeHash = account.SmsCodeHash,
            SmsCodeGeldigTot = account.SmsCodeGeldigTot,
        };

        Assert.Equal(new CodeWrong(), factoren.VerifySms(other, "123456", Now));
    }

    private string CodeAt(DateTimeOffset at) => factoren.CurrentTotp(account, at)!;

    private void GiveSmsCode(string code)
    {
        account.SmsCodeHash = codes.Hash($"account.sms:{account.Id:N}", code);
        account.SmsCodeGeldigTot = Now + Activatie.CodeGeldigheid;
    }

    private sealed class PlainGeheimen : IGeheimen
    {
        public byte[] Protect(string purpose, byte[] plain) => plain;

        public byte[] Unprotect(string purpose, byte[] secret) => secret;
    }
}
