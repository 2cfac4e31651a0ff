using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using WeId.Workflows.Web.Identity;

namespace WeId.Workflows.IntegrationTests.Nodes;

/// <summary>A process that is one node, and does what it reads from its input until that ends.</summary>
internal static class NodeChild
{
    public const string Verb = "node-child";

    /// <summary>Among the arguments: it stands still at every gate until it is told to go.</summary>
    public const string Held = "held";

    public const string Ready = "ready";

    /// <summary>Input: opens the gate.</summary>
    public const string Go = "go";

    /// <summary>Input: makes a cookie and writes it to the output.</summary>
    public const string Cookie = "cookie";

    /// <summary>Arguments: settings as <c>key=value</c>.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var settings = args.Skip(1).Where(a => a != Held).Select(a => a.Split('=', 2)).ToDictionary(a => a[0], a => (string?)a[1]);
        var gate = new Gate(isOpen: !args.Contains(Held));
        using var node = Node.Build(settings, gate);
        await node.StartAsync();
        Console.WriteLine(Ready);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            switch (line)
            {
                case Go:
                    gate.Open();
                    break;
                case Cookie:
                    Console.WriteLine(Tickets(node).Protect(new AuthenticationTicket(
                        new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "beheerder")], Aanmeldingen.Scheme)), Aanmeldingen.Scheme)));
                    break;
            }
        }

        await node.StopAsync();
        return 0;
    }

    /// <summary>What makes and reads the cookies of a node.</summary>
    public static ISecureDataFormat<AuthenticationTicket> Tickets(IHost node) =>
        node.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Aanmeldingen.Scheme).TicketDataFormat;
}
