using Microsoft.AspNetCore.Http;
using WeId.Workflows.Web.Identity;

namespace WeId.Workflows.UnitTests.Web;

public sealed class InlogLimietTests
{
    [Theory]
    [InlineData("POST", "/inloggen", true)]
    [InlineData("POST", "/inloggen/", true)]
    [InlineData("POST", "/Inloggen/Code/", true)]
    [InlineData("POST", "/inloggegevens-vergeten/", true)]
    [InlineData("POST", "/wachtwoord-herstellen/", true)]
    [InlineData("GET", "/inloggen", false)]
    [InlineData("POST", "/taal", false)]
    [InlineData("POST", "/", false)]
    public void IsLimited_EveryFormOfTheAddress_Counts(string method, string path, bool expected)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Request.Path = path;

        Assert.Equal(expected, IdentityExtensions.IsLimited(context.Request));
    }
}
