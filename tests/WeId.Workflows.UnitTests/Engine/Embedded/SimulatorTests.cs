using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Engine.Embedded.Simulation;
using WeId.Workflows.TestKit.Flows;

namespace WeId.Workflows.UnitTests.Engine.Embedded;

public sealed class SimulatorTests
{
    private const string Definition = """
        { "id": "proef-v1", "definitionId": "proef", "name": "Proef", "version": 1, "toolVersion": "3.5.3.0",
          "isLatest": true, "isPublished": true, "variables": [], "inputs": [], "outputs": [], "outcomes": [], "customProperties": {},
          "root": { "id": "root", "type": "Elsa.Flowchart", "version": 1, "customProperties": {}, "metadata": {}, "variables": [],
            "activities": [
              { "id": "start", "type": "Elsa.Start", "version": 1 },
              { "id": "a", "type": "Anders.Stap", "version": 1, "vrij": { "typeName": "String", "expression": { "type": "Literal", "value": "x" } } },
              { "id": "einde", "type": "Elsa.Finish", "version": 1 } ],
            "connections": [
              { "source": { "activity": "start", "port": "Done" }, "target": { "activity": "a", "port": "In" } },
              { "source": { "activity": "a", "port": "Ok" }, "target": { "activity": "einde", "port": "In" } } ] } }
        """;

    private const string Declares = """ "steps": { "Anders.Stap": { "outcomes": ["Ok"], "waits": false } } """;

    private readonly Simulator simulator = new(TestSteps.Catalog, new ExpressionEvaluator());

    [Fact]
    public void Run_ScenarioThatHolds_Succeeds()
    {
        var result = simulator.Run(Definition, $$"""{ {{Declares}}, "expect": { "status": "Finished", "path": ["start", "a", "einde"] } }""");

        Assert.Empty(result.Problems);
        Assert.Equal("""{"status":"Finished","waiting":[]}""", result.Lines[^1]);
    }

    [Fact]
    public void Run_ExpectationThatDoesNotHold_PrintsTheRunAndTheDifference()
    {
        var result = simulator.Run(Definition, $$"""{ {{Declares}}, "expect": { "status": "Waiting" } }""");

        Assert.Equal(["status: expected Waiting, was Finished"], result.Problems);
        Assert.NotEmpty(result.Lines);
    }

    [Fact]
    public void Run_InvalidDefinition_DoesNotBegin()
    {
        var result = simulator.Run(Definition, "{}");

        Assert.False(result.IsSuccess);
        Assert.Empty(result.Lines);
    }

    [Fact]
    public void Run_ScenarioThatIsNoJson_IsRefused() => Assert.False(simulator.Run(Definition, "geen json").IsSuccess);
}
