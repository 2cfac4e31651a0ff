using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting.Internal;
using WeId.Workflows.Web;
using WeId.Workflows.Web.Opstart;

namespace WeId.Workflows.UnitTests.Web;

public sealed class OmgevingTests
{
    [Theory]
    [InlineData("Production")]
    [InlineData("Acceptance")]
    public void Create_OutsideDevelopmentWithoutSettings_IsRefused(string environment) =>
        Assert.Throws<StartGeweigerdException>(() => WeIdApp.Create(["--environment", environment], _ => { }));

    [Theory]
    [InlineData("Production", StatusCodes.Status400BadRequest)]
    [InlineData("Acceptance", StatusCodes.Status400BadRequest)]
    [InlineData("Development", StatusCodes.Status200OK)]
    public async Task Invoke_PlainHttp_OnlyInDevelopment(string environment, int expected)
    {
        var context = new DefaultHttpContext();
        var beveiliging = new Beveiliging(_ => Task.CompletedTask, new HostingEnvironment { EnvironmentName = environment });

        await beveiliging.InvokeAsync(context);

        Assert.Equal(expected, context.Response.StatusCode);
    }
}
