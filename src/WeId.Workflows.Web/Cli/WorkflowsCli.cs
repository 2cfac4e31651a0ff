using System.CommandLine;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Definitions;

namespace WeId.Workflows.Web.Cli;

/// <summary>
/// The commands <c>workflows validate</c>, <c>simulate</c> and <c>diff</c>, for operations and CI. They need no database,
/// configuration or key.
/// </summary>
public static class WorkflowsCli
{
    /// <summary>The first argument that makes the host run a command instead of the web application.</summary>
    public const string Name = "workflows";

    /// <summary>Runs the command line, <c>workflows</c> included.</summary>
    /// <returns>0, or 1 when a definition or scenario is refused or the command line is wrong.</returns>
    public static Task<int> RunAsync(
        string[] args,
        IReadOnlyDictionary<string, StepDescriptor> steps,
        ITemplateIndex? templates,
        TextWriter @out,
        TextWriter error)
    {
        var json = new Option<bool>("--json") { Description = "Answer in JSON, for machines.", Recursive = true };
        var workflows = new Command(Name, "Checks, tries and compares workflow definitions.")
        {
            Validate(steps, templates, json, @out),
            Simulate(steps, json, @out, error),
            Diff(json, @out, error),
        };
        workflows.Add(json);
        var root = new RootCommand("WeId.Workflows") { workflows };
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { Output = @out, Error = error });
    }

    private static Command Validate(IReadOnlyDictionary<string, StepDescriptor> steps, ITemplateIndex? templates, Option<bool> json, TextWriter @out)
    {
        var paths = new Argument<string[]>("paths") { Description = "Definitions, or folders of them with their scenarios.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("validate", "Checks definitions, and runs the scenarios of folders.") { paths };
        command.SetAction((result, ct) => new ValidateCommand(steps, templates).RunAsync(result.GetRequiredValue(paths), result.GetValue(json), @out, ct));
        return command;
    }

    private static Command Simulate(IReadOnlyDictionary<string, StepDescriptor> steps, Option<bool> json, TextWriter @out, TextWriter error)
    {
        var definition = new Argument<string>("definition") { Description = "The definition." };
        var scenario = new Argument<string>("scenario") { Description = "What happens, and what is expected." };
        var command = new Command("simulate", "Runs a definition with virtual time; prints one JSON object a line.") { definition, scenario };
        command.SetAction(async (result, ct) =>
        {
            var read = await DefinitionFile.ReadAsync(result.GetRequiredValue(definition), ct);
            var run = await new ScenarioCommand(steps).RunAsync(read, result.GetRequiredValue(scenario), ct);
            foreach (var line in run.Lines)
            {
                await @out.WriteLineAsync(line.AsMemory(), ct);
            }

            foreach (var fault in run.Faults)
            {
                await error.WriteLineAsync((result.GetValue(json) ? CliJson.Write(fault) : fault.ToString()).AsMemory(), ct);
            }

            return run.Faults.Count == 0 ? 0 : 1;
        });
        return command;
    }

    private static Command Diff(Option<bool> json, TextWriter @out, TextWriter error)
    {
        var first = new Argument<string>("a") { Description = "The old definition." };
        var second = new Argument<string>("b") { Description = "The new definition." };
        var command = new Command("diff", "Tells how two definitions differ; differences are no failure.") { first, second };
        command.SetAction(async (result, ct) =>
        {
            var files = new[]
            {
                await DefinitionFile.ReadAsync(result.GetRequiredValue(first), ct),
                await DefinitionFile.ReadAsync(result.GetRequiredValue(second), ct),
            };
            if (files is not [{ Definition: { } before }, { Definition: { } after }])
            {
                foreach (var fault in files.SelectMany(f => f.Problems.Select(p => new CliFault(f.Path, p.Rule, p.ActivityId, p.Message))))
                {
                    await error.WriteLineAsync((result.GetValue(json) ? CliJson.Write(fault) : fault.ToString()).AsMemory(), ct);
                }

                return 1;
            }

            var diff = DefinitionDiff.Between(before, after);
            var text = result.GetValue(json) ? diff.ToJson() : diff.Changes.Count == 0 ? "No differences." : diff.ToText();
            await @out.WriteLineAsync(text.AsMemory(), ct);
            return 0;
        });
        return command;
    }
}
