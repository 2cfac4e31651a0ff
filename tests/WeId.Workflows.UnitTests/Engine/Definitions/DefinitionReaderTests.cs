using System.Text.Json.Nodes;
using WeId.Workflows.Engine.Definitions;

namespace WeId.Workflows.UnitTests.Engine.Definitions;

public sealed class DefinitionReaderTests
{
    [Fact]
    public void Read_ValidFile_GivesTheDefinition()
    {
        var file = Simple().Variable("Niveau", value: "EH2+").Input("AanvraagId");

        var definition = DefinitionReader.Read(file.Json()).Definition;

        Assert.NotNull(definition);
        Assert.Equal(("proef", 1, "proef-v1"), (definition.DefinitionId, definition.Version, definition.Id));
        Assert.Equal(new VariableDefinition("var-Niveau", "Niveau", "String", "EH2+"), definition.Variables.Single());
        Assert.Equal(new InputDefinition("AanvraagId", "String"), definition.Inputs.Single());
        Assert.Equal(new ConnectionDefinition("start", "Done", "stap", "In"), definition.Connections[0]);
    }

    [Fact]
    public void Read_StepWithInputsAndOutput_KeepsThem()
    {
        var file = Simple(
            ("tekst", DefinitionBuilder.Value("String", "Variable", new JsonObject { ["id"] = "var-Niveau" })),
            ("niveau", new JsonObject { ["typeName"] = "String", ["memoryReference"] = new JsonObject { ["id"] = "var-Niveau" } }));

        var step = DefinitionReader.Read(file.Json()).Definition!.Activities.Single(a => a.Id == "stap");

        Assert.Equal(new InputValue("String", new Expression("Variable", "var-Niveau")), step.Inputs["tekst"]);
        Assert.Equal("var-Niveau", step.Outputs["niveau"]);
    }

    [Fact]
    public void Read_BareInput_NamesTheActivity()
    {
        var problem = Assert.Single(DefinitionReader.Read(Simple(("tekst", "hallo")).Json()).Problems);

        Assert.Equal((0, "stap"), (problem.Rule, problem.ActivityId));
        Assert.Contains("bare value", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_InputWithoutTypeName_NamesTheActivity()
    {
        var input = new JsonObject { ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = "x" } };

        Assert.Equal("stap", Assert.Single(DefinitionReader.Read(Simple(("tekst", input)).Json()).Problems).ActivityId);
    }

    [Fact]
    public void Read_ObjectExpressionThatIsNoText_NamesTheActivity() => Assert.Equal(
        "stap",
        Assert.Single(DefinitionReader.Read(Simple(("tekst", DefinitionBuilder.Value("String", "Object", new JsonArray("a")))).Json()).Problems).ActivityId);

    [Theory]
    [InlineData("root")]
    [InlineData("definitionId")]
    [InlineData("id")]
    [InlineData("version")]
    public void Read_WithoutNeededProperty_IsRefused(string property)
    {
        var file = Simple().File;
        file.Remove(property);

        Assert.Contains(DefinitionReader.Read(file.ToJsonString()).Problems, p => p.Message.Contains(property, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_RootThatIsNoFlowchart_IsRefused()
    {
        var file = Simple().File;
        file["root"]!["type"] = "Elsa.Sequence";

        Assert.Contains("Elsa.Sequence", Refusal(file.ToJsonString()), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NameInEnglish_StandsAmongTheCustomProperties()
    {
        var file = Simple().Activity("stap", "WeId.Stap", ("customProperties", new JsonObject { ["nameEn"] = "Step" }));

        Assert.Equal(["Step"], file.Build().Activities.Select(a => a.NameEn).OfType<string>());
    }

    [Fact]
    public void Read_Comment_IsRefused() => Assert.Contains("comment", Refusal("// hallo\n" + Simple().Json()), StringComparison.Ordinal);

    [Fact]
    public void Read_NoJson_IsRefused() => Assert.Contains("no JSON", Refusal("{ \"id\": "), StringComparison.Ordinal);

    [Fact]
    public void Read_RepeatedProperty_IsRefused() => Assert.Contains("no JSON", Refusal("""{ "id": "a", "id": "b" }"""), StringComparison.Ordinal);

    [Fact]
    public void Read_NumericVariableValue_IsRefused() =>
        Assert.Contains("'Aantal'", Refusal(Simple().Variable("Aantal", "Int32", 3).Json()), StringComparison.Ordinal);

    [Fact]
    public void Read_UnknownVariableType_IsRefused() =>
        Assert.Contains("'Datum'", Refusal(Simple().Variable("Datum", "DateTime").Json()), StringComparison.Ordinal);

    [Theory]
    [InlineData("variables", "storageDriverTypeName")]
    [InlineData("inputs", "storageDriverType")]
    public void Read_WithoutStorageDriver_IsRefused(string list, string property)
    {
        var file = Simple().Variable("A").Input("B").File;
        file[list]![0]!.AsObject().Remove(property);

        Assert.Contains(property, Refusal(file.ToJsonString()), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MoreThanAMegabyte_BreaksRule8() =>
        Assert.Equal(8, Assert.Single(DefinitionReader.Read(new string(' ', (1024 * 1024) + 1)).Problems).Rule);

    [Fact]
    public void Read_TooDeep_BreaksRule8() =>
        Assert.Equal(8, Assert.Single(DefinitionReader.Read(new string('[', 33) + new string(']', 33)).Problems).Rule);

    [Fact]
    public void Read_MoreThan500Activities_BreaksRule8()
    {
        var file = new DefinitionBuilder().Several("WeId.Stap", [.. Enumerable.Range(0, 499).Select(i => $"s{i}")]);

        Assert.Equal(8, Assert.Single(DefinitionReader.Read(file.Json()).Problems).Rule);
    }

    private static DefinitionBuilder Simple(params (string Name, JsonNode? Value)[] properties) =>
        new DefinitionBuilder().Activity("stap", "WeId.Stap", properties).Flow("start -> stap", "stap -> einde");

    private static string Refusal(string json) => Assert.Single(DefinitionReader.Read(json).Problems).Message;
}
