using System.CommandLine;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Audit;

namespace WeId.Workflows.Web.Cli;

/// <summary>The command <c>audit verify</c>: whether anybody changed the audit rows. It reads the settings of the host and writes nothing.</summary>
public static class AuditCli
{
    /// <summary>The first argument that makes the host run this instead of the web application.</summary>
    public const string Name = "audit";

    /// <summary>Runs the command line, <c>audit</c> included.</summary>
    /// <returns>0 when the chain holds; 1 when it does not, or cannot be read.</returns>
    public static Task<int> RunAsync(string[] args, TextWriter @out, TextWriter error)
    {
        var json = new Option<bool>("--json") { Description = "Answer in JSON, for machines." };
        var database = new Option<string>("--database") { Description = "Connection string of another database than that of the settings, such as a copy." };
        var hoofd = new Option<string>("--head") { Description = "Another file with the head of the chain than that of the settings." };
        var verify = new Command("verify", "Reads every audit row and names the first that was changed, removed, put in or moved.") { database, hoofd, json };
        verify.SetAction((result, ct) => VerifyAsync(result.GetValue(database), result.GetValue(hoofd), result.GetValue(json), @out, error, ct));
        var root = new RootCommand("WeId.Workflows") { new Command(Name, "The audit rows.") { verify } };
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { Output = @out, Error = error });
    }

    private static async Task<int> VerifyAsync(string? database, string? hoofd, bool json, TextWriter @out, TextWriter error, CancellationToken ct)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration["ConnectionStrings:WeId"] = database ?? builder.Configuration.GetConnectionString("WeId");
        builder.Configuration[$"{AuditOptions.Section}:{nameof(AuditOptions.Hoofd)}"] = hoofd ?? builder.Configuration[$"{AuditOptions.Section}:{nameof(AuditOptions.Hoofd)}"];
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddPersistence(builder.Configuration);
        using var host = builder.Build();
        try
        {
            if (!await ExistsAsync(host.Services, ct))
            {
                await error.WriteLineAsync("There is no database there: set ConnectionStrings:WeId or give --database.");
                return 1;
            }

            var uitslag = await host.Services.GetRequiredService<AuditControle>().RunAsync(ct);
            await @out.WriteLineAsync(json ? CliJson.Write(uitslag) : Tell(uitslag));
            return uitslag.Bevinding is null ? 0 : 1;
        }
        catch (Exception e) when (e is DbException or InvalidDataException)
        {
            await error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static async Task<bool> ExistsAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<WeIdDbContext>>().CreateDbContextAsync(ct);
        return await db.Database.CanConnectAsync(ct);
    }

    private static string Tell(AuditUitslag uitslag) => uitslag.Bevinding is not { } bevinding
        ? $"The audit chain holds: {uitslag.Rijen} rows."
        : $"The audit chain is broken after {uitslag.Rijen} rows. " + bevinding.Fout switch
        {
            AuditFout.Ontbreekt => $"Row {bevinding.Volgnummer} was removed.",
            AuditFout.Gewijzigd => $"Row {bevinding.Volgnummer} ({bevinding.AuditId}) was changed, put in or moved.",
            AuditFout.Herschreven => $"Row {bevinding.Volgnummer} ({bevinding.AuditId}) is not the one whose hash was written down outside the database: all was chained anew.",
            AuditFout.Afgekapt => $"Row {bevinding.Volgnummer} and what followed was cut off.",
            _ => "There is no file with the head of the chain (Audit:Hoofd), so rows that were cut off would not be missed.",
        };
}
