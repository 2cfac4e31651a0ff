using System.Text.Json;
using WeId.Workflows.UnitTests.Engine.Definitions;
using WeId.Workflows.Web.Cli;

namespace WeId.Workflows.UnitTests.Web.Cli;

public sealed class WorkflowsCliTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("weid-cli-").FullName;
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        output.Dispose();
        error.Dispose();
    }

    [Fact]
    public async Task Validate_ValidFile_Exits0() => Assert.Equal(0, await RunAsync("validate", Write("a.json", Valid())));

    [Fact]
    public async Task Validate_RefusedFile_Exits1AndNamesActivityAndRule()
    {
        var code = await RunAsync("validate", Write("a.json", Refused()));

        Assert.Equal(1, code);
        Assert.Contains("[rule 1] Activity 'stap'", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_Json_IsOneObject()
    {
        await RunAsync("validate", "--json", Write("a.json", Refused()));

        var problem = JsonDocument.Parse(output.ToString()).RootElement.GetProperty("definitions")[0].GetProperty("problems")[0];
        Assert.Equal((1, "stap"), (problem.GetProperty("rule").GetInt32(), problem.GetProperty("activity").GetString()));
    }

    [Fact]
    public async Task Validate_MissingFile_Exits1() => Assert.Equal(1, await RunAsync("validate", Path.Combine(folder, "weg.json")));

    [Fact]
    public async Task Validate_FolderWithoutDefinitions_Exits1() => Assert.Equal(1, await RunAsync("validate", folder));

    [Fact]
    public async Task Validate_SameVersionWithOtherContent_Exits1()
    {
        Write("a.json", Valid());
        Write("b.json", Valid().Variable("Extra"));

        Assert.Equal(1, await RunAsync("validate", folder));
        Assert.Contains("other content", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Finished", 0)]
    [InlineData("Waiting", 1)]
    public async Task Validate_Folder_RunsItsScenarios(string expected, int code)
    {
        Write("a.json", Valid());
        Write("scenarios/proef/een.json", $$"""{ "expect": { "status": "{{expected}}" } }""");

        Assert.Equal(code, await RunAsync("validate", folder));
    }

    [Fact]
    public async Task Simulate_ThatHolds_PrintsLinesAndExits0()
    {
        var code = await RunAsync("simulate", Write("a.json", Valid()), Write("s.json", """{ "expect": { "path": ["start", "stap", "einde"] } }"""));

        Assert.Equal(0, code);
        Assert.EndsWith("""{"status":"Finished","waiting":[]}""", output.ToString().TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulate_ThatDiffers_Exits1() =>
        Assert.Equal(1, await RunAsync("simulate", Write("a.json", Valid()), Write("s.json", """{ "expect": { "path": ["start"] } }""")));

    [Fact]
    public async Task Simulate_RefusedDefinition_Exits1() =>
        Assert.Equal(1, await RunAsync("simulate", Write("a.json", Refused()), Write("s.json", "{}")));

    [Fact]
    public async Task Simulate_TypeDeclaredByTheScenario_Runs()
    {
        var definition = new DefinitionBuilder()
            .Activity("bewaken", "Ander.Bewaken", ("wat", DefinitionBuilder.Literal("String", "x")))
            .Flow("start -> bewaken", "bewaken.Ok -> einde", "bewaken.Fout -> einde");

        var code = await RunAsync(
            "simulate",
            Write("a.json", definition),
            Write("s.json", """{ "steps": { "Ander.Bewaken": { "outcomes": ["Ok", "Fout"] } }, "expect": { "status": "Finished" } }"""));

        Assert.Equal(0, code);
    }

    [Fact]
    public async Task Diff_TwoDefinitions_PrintsTheDifferences()
    {
        var code = await RunAsync("diff", Write("a.json", Valid()), Write("b.json", Valid().Variable("Extra")));

        Assert.Equal((0, "+ variable Extra: String"), (code, output.ToString().TrimEnd()));
    }

    [Fact]
    public async Task Diff_UnreadableDefinition_Exits1() =>
        Assert.Equal(1, await RunAsync("diff", Write("a.json", Valid()), Write("b.json", "{}")));

    [Fact]
    public async Task Run_UnknownCommand_Exits1() => Assert.Equal(1, await RunAsync("verzin"));

    private static DefinitionBuilder Valid() => Flow("WeId.Stap");

    private static DefinitionBuilder Refused() => Flow("WeId.Onbekend");

    private static DefinitionBuilder Flow(string type) => new DefinitionBuilder().Activity("stap", type).Flow("start -> stap", "stap -> einde");

    private Task<int> RunAsync(params string[] args) => WorkflowsCli.RunAsync(["workflows", .. args], DefinitionBuilder.Steps, null, output, error);

    private string Write(string name, DefinitionBuilder definition) => Write(name, definition.Json());

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
