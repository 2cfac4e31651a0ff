using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using WeId.Workflows.Web;
using WeId.Workflows.Web.Identity;

namespace WeId.Workflows.UnitTests.Web;

public sealed class PaginaTests
{
    public static TheoryData<Type> Pages()
    {
        var data = new TheoryData<Type>();
        foreach (var type in WeIdApp.PageAssemblies.Append(typeof(WeIdApp).Assembly).SelectMany(a => a.GetTypes()))
        {
            if (type.GetCustomAttributes<RouteAttribute>().Any())
            {
                data.Add(type);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_SaysWhoMaySeeIt(Type page) =>
        Assert.True(page.GetCustomAttribute<AuthorizeAttribute>() is { Policy: not null } || page.GetCustomAttribute<AllowAnonymousAttribute>() is not null);

    [Theory]
    [InlineData("/beheer/1", "/beheer/1")]
    [InlineData("/", "/")]
    [InlineData("//elders.example", "/thuis")]
    [InlineData("/\\elders.example", "/thuis")]
    [InlineData("https://elders.example", "/thuis")]
    [InlineData("elders", "/thuis")]
    [InlineData("/a\nb", "/thuis")]
    [InlineData("", "/thuis")]
    [InlineData(null, "/thuis")]
    public void LocalOr_AddressElsewhere_GoesHome(string? url, string expected) => Assert.Equal(expected, IdentityExtensions.LocalOr(url, "/thuis"));

    [Theory]
    [InlineData("203.0.113.77", "203.0.113.x")]
    [InlineData("::ffff:203.0.113.77", "203.0.113.x")]
    [InlineData("2001:db8:1234:5678::1", "2001:0db8:1234::x")]
    public void Shorten_LeavesTheNetworkOnly(string address, string expected) =>
        Assert.Equal(expected, Adres.Shorten(System.Net.IPAddress.Parse(address)));
}
