using WeId.Workflows.Engine.Embedded;
using WeId.Workflows.Web;
using WeId.Workflows.Web.Cli;
using WeId.Workflows.Web.Opstart;

if (args is [WorkflowsCli.Name, ..])
{
    return await WorkflowsCli.RunAsync(args, ShippedParts.Steps(), ShippedParts.Templates(), Console.Out, Console.Error);
}

if (args is [AuditCli.Name, ..])
{
    return await AuditCli.RunAsync(args, Console.Out, Console.Error);
}

try
{
    await WeIdApp.Create(args, builder => builder.Services.AddEmbeddedEngine()).RunAsync();
    return 0;
}
catch (Exception e) when (StartGeweigerdException.Reason(e) is { } reason)
{
    // What whoever starts it must read, without a stack trace around it.
    await Console.Error.WriteLineAsync(reason);
    return 1;
}
