using WeId.Workflows.Web.Cli;

if (args is [WorkflowsCli.Name, ..])
{
    return await WorkflowsCli.RunAsync(args, ShippedParts.Steps(), ShippedParts.Templates(), Console.Out, Console.Error);
}

var app = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory }).Build();
await app.RunAsync();
return 0;
