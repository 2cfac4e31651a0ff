using System.Security.Claims;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence.Identity;
using WeId.Workflows.Web.Identity;

namespace WeId.Workflows.UnitTests.Web;

public sealed class HalverwegeTests
{
    private readonly Account account = new() { Id = Guid.CreateVersion7(DateTimeOffset.UnixEpoch), SecurityStamp = "eerst" };

    [Fact]
    public void Holds_SameStamp_AfterTheCookie() => Assert.True(Cookie()!.Holds(account));

    [Fact]
    public void Holds_PasswordReplaced_IsOver()
    {
        var cookie = Cookie();
        account.SecurityStamp = "daarna";

        Assert.False(cookie!.Holds(account));
    }

    [Fact]
    public void Of_CookieWithoutStamp_IsNobody() =>
        Assert.Null(Halverwege.Of(new ClaimsPrincipal(new ClaimsIdentity([new Claim(Aanmelding.AccountClaim, account.Id.ToString())], "test"))));

    private Halverwege? Cookie() => Halverwege.Of(Halverwege.Of(account).Principal());
}
