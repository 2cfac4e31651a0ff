using WeId.Workflows.Engine.Definitions;

namespace WeId.Workflows.UnitTests.Engine.Definitions;

public sealed class DefinitionDiffTests
{
    [Fact]
    public void Between_SameDefinition_HasNoChanges() => Assert.Empty(DefinitionDiff.Between(Flow("1"), Flow("1")).Changes);

    [Fact]
    public void Between_ChangedInput_TellsBothValues() =>
        Assert.Equal("~ activity stap: input tekst: String Literal 1 → String Literal 2", DefinitionDiff.Between(Flow("1"), Flow("2")).ToText());

    [Fact]
    public void Between_StepPutBetween_TellsActivityAndConnections()
    {
        var second = new DefinitionBuilder()
            .Activity("stap", "WeId.Stap", ("tekst", DefinitionBuilder.Literal("String", "1")))
            .Several("WeId.Wacht", "wacht")
            .Flow("start -> stap", "stap -> wacht", "wacht -> einde")
            .Build();

        Assert.Equal(
            "+ activity wacht: WeId.Wacht\n~ connection stap.Done: target: einde → wacht\n+ connection wacht.Done: einde",
            DefinitionDiff.Between(Flow("1"), second).ToText());
    }

    [Fact]
    public void Between_RemovedVariable_IsTold()
    {
        var first = new DefinitionBuilder().Variable("Niveau").Flow("start -> einde").Build();
        var second = new DefinitionBuilder().Flow("start -> einde").Build();

        Assert.Equal("- variable Niveau: String", DefinitionDiff.Between(first, second).ToText());
    }

    [Fact]
    public void ToJson_ChangedInput_IsOneObject() => Assert.Equal(
        """[{"kind":"Changed","subject":"activity","name":"stap","property":"input tekst","before":"String Literal 1","after":"String Literal 2"}]""",
        DefinitionDiff.Between(Flow("1"), Flow("2")).ToJson());

    private static WorkflowDefinition Flow(string text) => new DefinitionBuilder()
        .Activity("stap", "WeId.Stap", ("tekst", DefinitionBuilder.Literal("String", text)))
        .Flow("start -> stap", "stap -> einde")
        .Build();
}
