using System.Text.Json.Nodes;
using WeId.Workflows.Engine.Definitions;

namespace WeId.Workflows.UnitTests.Engine.Definitions;

public sealed class DefinitionValidatorTests
{
    [Fact]
    public void Validate_StepBetweenStartAndFinish_IsValid() => Assert.Empty(Step("WeId.Stap").Refusals());

    [Fact]
    public void Validate_SecondStart_BreaksRule1() =>
        Assert.Contains("1 start2", Step("WeId.Stap").Activity("start2", "Elsa.Start").Flow("start2 -> stap").Refusals());

    [Fact]
    public void Validate_NoStart_BreaksRule1()
    {
        var file = Step("WeId.Stap");
        file.File["root"]!["activities"]!.AsArray().RemoveAt(0);

        Assert.Contains("1", file.Refusals());
    }

    [Fact]
    public void Validate_OptionalOutcomeUnconnected_IsValid() =>
        Assert.Empty(new DefinitionBuilder().Activity("stap", "WeId.Misschien").Flow("start -> stap", "stap -> einde").Refusals());

    [Fact]
    public void Validate_OptionalOutcomeConnectedTwice_BreaksRule2() =>
        Assert.Equal(
            ["2 stap"],
            new DefinitionBuilder().Activity("stap", "WeId.Misschien").Flow("start -> stap", "stap -> einde", "stap.Soms -> einde", "stap.Soms -> einde").Refusals());

    [Fact]
    public void Validate_ConstantThatIsComputed_BreaksRule5() =>
        Assert.Equal(["5 stap"], Step("WeId.Vast", ("dagen", DefinitionBuilder.Value("Int32", "JavaScript", "7 + 7"))).Refusals());

    [Fact]
    public void Validate_UnreachableActivity_BreaksRule1() =>
        Assert.Equal(["1 los"], Step("WeId.Stap").Activity("los", "WeId.Stap").Flow("los -> einde").Refusals());

    [Fact]
    public void Validate_ActivityWithoutWayToFinish_BreaksRule1() =>
        Assert.Contains("1 rond", new DefinitionBuilder().Several("WeId.Wacht", "rond").Flow("start -> rond", "rond -> rond").Refusals());

    [Fact]
    public void Validate_RepeatedId_BreaksRule1() => Assert.Contains("1 stap", Step("WeId.Stap").Activity("stap", "WeId.Stap").Refusals());

    [Fact]
    public void Validate_UnknownType_BreaksRule1() => Assert.Equal(["1 stap"], Step("Elsa.WriteLine").Refusals());

    [Fact]
    public void Validate_FlowchartInside_BreaksRule1() => Assert.Contains("1 stap", Step("Elsa.Flowchart").Refusals());

    [Fact]
    public void Validate_UnknownExpressionType_BreaksRule1() =>
        Assert.Equal(["1 stap"], Step("WeId.Stap", ("tekst", DefinitionBuilder.Value("String", "CSharp", "1"))).Refusals());

    [Fact]
    public void Validate_UnknownInput_BreaksRule1() =>
        Assert.Equal(["1 stap"], Step("WeId.Stap", ("kleur", DefinitionBuilder.Literal("String", "rood"))).Refusals());

    [Fact]
    public void Validate_RequiredInputMissing_BreaksRule1() => Assert.Equal(["1 stap"], Step("WeId.Nodig").Refusals());

    [Fact]
    public void Validate_OutputBoundToUnknownVariable_BreaksRule1()
    {
        var output = new JsonObject { ["typeName"] = "String", ["memoryReference"] = new JsonObject { ["id"] = "var-weg" } };

        Assert.Equal(["1 stap"], Step("WeId.Stap", ("niveau", output)).Refusals());
    }

    [Fact]
    public void Validate_SetVariableOfUnknownVariable_BreaksRule1() => Assert.Equal(
        ["1 stap"],
        Step("Elsa.SetVariable", ("variable", new JsonObject { ["id"] = "var-weg" }), ("value", DefinitionBuilder.Literal("String", "x"))).Refusals());

    [Fact]
    public void Validate_SwitchThatMatchesAny_BreaksRule1() => Assert.Equal(
        ["1 keuze"],
        Switch("MatchAny", new JsonObject { ["type"] = "JavaScript", ["value"] = "true" }).Refusals());

    [Fact]
    public void Validate_OutcomeWithoutConnection_BreaksRule2() =>
        Assert.Equal(["2 keuze"], new DefinitionBuilder().Several("WeId.Keuze", "keuze").Flow("start -> keuze", "keuze.Ja -> einde").Refusals());

    [Fact]
    public void Validate_OutcomeWithTwoConnections_BreaksRule2() =>
        Assert.Contains("2 stap", Step("WeId.Stap").Several("WeId.Stap", "b").Flow("stap -> b", "b -> einde").Refusals());

    [Fact]
    public void Validate_UnknownOutcome_BreaksRule2() => Assert.Equal(["2 stap"], Step("WeId.Stap").Flow("stap.Misschien -> einde").Refusals());

    [Fact]
    public void Validate_ConnectionWithoutPort_BreaksRule2() => Assert.Contains(
        "2 stap",
        new DefinitionBuilder().Several("WeId.Stap", "stap").Flow("start -> stap").Connect("stap", null, "einde").Refusals());

    [Fact]
    public void Validate_ConnectionToNowhere_BreaksRule2() => Assert.Contains("2 stap", Step("WeId.Stap").Flow("stap.X -> weg").Refusals());

    [Fact]
    public void Validate_LoopAroundAWait_IsValid() => Assert.Empty(new DefinitionBuilder()
        .Several("WeId.Wacht", "wacht").Several("WeId.Keuze", "keuze")
        .Flow("start -> wacht", "wacht -> keuze", "keuze.Ja -> einde", "keuze.Nee -> wacht").Refusals());

    [Fact]
    public void Validate_LoopWithoutWait_BreaksRule3() => Assert.Equal(["3 keuze"], new DefinitionBuilder()
        .Several("WeId.Stap", "stap").Several("WeId.Keuze", "keuze")
        .Flow("start -> stap", "stap -> keuze", "keuze.Ja -> einde", "keuze.Nee -> stap").Refusals());

    [Fact]
    public void Validate_JumpIntoALoop_BreaksRule3() => Assert.Contains("3 b", new DefinitionBuilder()
        .Several("WeId.Keuze", "k", "b").Several("WeId.Wacht", "a")
        .Flow("start -> k", "k.Ja -> a", "k.Nee -> b", "a -> b", "b.Ja -> a", "b.Nee -> einde").Refusals());

    [Fact]
    public void Validate_FinishSharedByLoopAndEarlierPath_BreaksRule3() => Assert.Equal(["3 einde"], new DefinitionBuilder()
        .Several("WeId.Keuze", "vooraf", "keuze").Several("WeId.Wacht", "wacht")
        .Flow("start -> vooraf", "vooraf.Nee -> einde", "vooraf.Ja -> wacht", "wacht -> keuze", "keuze.Ja -> einde", "keuze.Nee -> wacht").Refusals());

    [Fact]
    public void Validate_LoopWithItsOwnFinish_IsValid() => Assert.Empty(new DefinitionBuilder()
        .Several("WeId.Keuze", "vooraf", "keuze").Several("WeId.Wacht", "wacht").Activity("einde2", "Elsa.Finish")
        .Flow("start -> vooraf", "vooraf.Nee -> einde", "vooraf.Ja -> wacht", "wacht -> keuze", "keuze.Ja -> einde2", "keuze.Nee -> wacht").Refusals());

    [Fact]
    public void Validate_LoopInsideABranch_BreaksRule3() => Assert.Contains("3 keuze", new DefinitionBuilder()
        .Fork("vork", "a", "b").Several("WeId.Wacht", "wacht").Several("WeId.Keuze", "keuze").Several("WeId.Stap", "s").Join("samen", "WaitAllActive")
        .Flow("start -> vork", "vork.a -> wacht", "wacht -> keuze", "keuze.Nee -> wacht", "keuze.Ja -> samen", "vork.b -> s", "s -> samen", "samen -> einde").Refusals());

    [Fact]
    public void Validate_LoopAroundForkAndJoin_IsValid() => Assert.Empty(AroundFork("WaitAll").Refusals());

    [Fact]
    public void Validate_LoopAroundForkWithOnlyAutomaticBranches_BreaksRule3() => Assert.Equal(["3 keuze"], new DefinitionBuilder()
        .Fork("vork", "a", "b").Several("WeId.Stap", "x", "y").Several("WeId.Keuze", "keuze").Join("samen", "WaitAll")
        .Flow("start -> vork", "vork.a -> x", "x -> samen", "vork.b -> y", "y -> samen", "samen -> keuze", "keuze.Nee -> vork", "keuze.Ja -> einde").Refusals());

    [Fact]
    public void Validate_LoopThatAWaitAnyLetsPassWithoutWait_BreaksRule3() => Assert.Contains("3 keuze", AroundFork("WaitAny").Refusals());

    [Theory]
    [InlineData("WaitAll")]
    [InlineData("WaitAllActive")]
    [InlineData("WaitAny")]
    public void Validate_BranchesThatMeetInOneJoin_AreValid(string mode) => Assert.Empty(Branches(mode).Refusals());

    [Fact]
    public void Validate_BranchesThatMeetInAStep_BreakRule4() => Assert.Equal(["4 samen"], new DefinitionBuilder()
        .Fork("vork", "a", "b").Several("WeId.Wacht", "x", "y").Several("WeId.Stap", "samen")
        .Flow("start -> vork", "vork.a -> x", "vork.b -> y", "x -> samen", "y -> samen", "samen -> einde").Refusals());

    [Fact]
    public void Validate_BranchThatEndsInFinish_IsValid() => Assert.Empty(new DefinitionBuilder()
        .Fork("vork", "a", "b").Several("WeId.Wacht", "x", "y").Activity("einde2", "Elsa.Finish")
        .Flow("start -> vork", "vork.a -> x", "vork.b -> y", "x -> einde", "y -> einde2").Refusals());

    [Fact]
    public void Validate_TwoJoinsForOneFork_BreakRule4() => Assert.Equal(["4 j2"], new DefinitionBuilder()
        .Fork("vork", "a", "b", "c").Several("WeId.Wacht", "x", "y", "z").Join("j1", "WaitAllActive").Join("j2", "WaitAllActive")
        .Flow("start -> vork", "vork.a -> x", "vork.b -> y", "vork.c -> z", "x -> j1", "y -> j1", "j1 -> j2", "z -> j2", "j2 -> einde").Refusals());

    [Fact]
    public void Validate_NestedForks_AreValid() => Assert.Empty(new DefinitionBuilder()
        .Fork("v1", "a", "b").Fork("v2", "c", "d").Several("WeId.Wacht", "x", "y", "z").Join("j2", "WaitAll").Join("j1", "WaitAll")
        .Flow("start -> v1", "v1.a -> v2", "v2.c -> x", "v2.d -> y", "x -> j2", "y -> j2", "j2 -> j1", "v1.b -> z", "z -> j1", "j1 -> einde").Refusals());

    [Fact]
    public void Validate_BranchThatMayMissItsWaitAll_BreaksRule4() => Assert.Equal(["4 samen"], MayEnd("WaitAll").Refusals());

    [Fact]
    public void Validate_BranchThatMayMissItsWaitAllActive_IsValid() => Assert.Empty(MayEnd("WaitAllActive").Refusals());

    [Fact]
    public void Validate_TwoConnectionsOfABranchIntoWaitAll_BreakRule4() => Assert.Equal(["4 samen"], new DefinitionBuilder()
        .Fork("vork", "a", "b").Several("WeId.Keuze", "k").Several("WeId.Wacht", "y").Join("samen", "WaitAll")
        .Flow("start -> vork", "vork.a -> k", "k.Ja -> samen", "k.Nee -> samen", "vork.b -> y", "y -> samen", "samen -> einde").Refusals());

    [Fact]
    public void Validate_WaitAfterWaitAny_BreaksRule4() => Assert.Equal(["4 later"], new DefinitionBuilder()
        .Fork("vork", "a", "b").Several("WeId.Wacht", "x", "y", "later").Join("samen", "WaitAny")
        .Flow("start -> vork", "vork.a -> x", "vork.b -> y", "x -> samen", "y -> samen", "samen -> later", "later -> einde").Refusals());

    [Fact]
    public void Validate_WaitAfterTheOuterJoinOfAWaitAny_IsValid() => Assert.Empty(new DefinitionBuilder()
        .Fork("v1", "a", "b").Fork("v2", "c", "d").Several("WeId.Wacht", "x", "y", "z", "later").Join("j2", "WaitAny").Join("j1", "WaitAll")
        .Flow("start -> v1", "v1.a -> v2", "v2.c -> x", "v2.d -> y", "x -> j2", "y -> j2", "j2 -> j1", "v1.b -> z", "z -> j1", "j1 -> later", "later -> einde").Refusals());

    [Theory]
    [InlineData("WeId.Stap", "aantal", "Int32", "Literal", "abc")]
    [InlineData("WeId.Stap", "aantal", "String", "Literal", "1")]
    [InlineData("WeId.Stap", "tekst", "String", "JavaScript", "getVariable('x'")]
    [InlineData("WeId.Stap", "tekst", "String", "JavaScript", "Math.random()")]
    [InlineData("WeId.Stap", "tekst", "String", "JavaScript", "setVariable('x', 1)")]
    [InlineData("WeId.Stap", "tekst", "String", "Liquid", "{{ Input.X ")]
    [InlineData("Elsa.Delay", "timeSpan", "TimeSpan", "Literal", "25.00:00:00")]
    public void Validate_WrongValue_BreaksRule5(string type, string input, string typeName, string expression, string value) =>
        Assert.Equal(["5 stap"], Step(type, (input, DefinitionBuilder.Value(typeName, expression, value))).Refusals());

    [Fact]
    public void Validate_DelayOf24Days_IsValid() =>
        Assert.Empty(Step("Elsa.Delay", ("timeSpan", DefinitionBuilder.Literal("TimeSpan", "24.00:00:00"))).Refusals());

    [Fact]
    public void Validate_DecisionWithoutCondition_BreaksRule5() => Assert.Equal(
        ["5 keuze"],
        new DefinitionBuilder().Activity("keuze", "Elsa.FlowDecision").Flow("start -> keuze", "keuze.True -> einde", "keuze.False -> einde").Refusals());

    [Fact]
    public void Validate_CaseWithoutCondition_BreaksRule5() => Assert.Equal(["5 keuze"], Switch("MatchFirst", null).Refusals());

    [Fact]
    public void Validate_VariableWithWrongValue_BreaksRule5() =>
        Assert.Equal(["5"], Step("WeId.Stap").Variable("Aantal", "Int32", "veel").Refusals());

    [Fact]
    public void Validate_GrantAfterApproval_IsValid() => Assert.Empty(Review("Goedgekeurd", "Afgekeurd").Refusals());

    [Fact]
    public void Validate_GrantAfterRejection_BreaksRule6() => Assert.Equal(["6 uitgeven"], Review("Afgekeurd", "Goedgekeurd").Refusals());

    [Fact]
    public void Validate_GrantOnAPathAroundTheReview_BreaksRule6() => Assert.Equal(["6 uitgeven"], new DefinitionBuilder()
        .Decision("snel").Several("WeId.Beoordeling", "beoordelen").Several("WeId.Uitgeven", "uitgeven")
        .Flow("start -> snel", "snel.True -> uitgeven", "snel.False -> beoordelen", "beoordelen.Goedgekeurd -> uitgeven", "beoordelen.Afgekeurd -> einde", "uitgeven -> einde")
        .Refusals());

    [Fact]
    public void Validate_GrantAroundTheReviewInASimulation_IsValid() =>
        Assert.Empty(Review("Afgekeurd", "Goedgekeurd").Refusals(options: ValidationOptions.ForSimulation));

    [Fact]
    public void Validate_ReviewInAWaitAnyBranch_BreaksRule6() => Assert.Equal(["6 uitgeven"], new DefinitionBuilder()
        .Fork("vork", "a", "b").Several("WeId.Beoordeling", "r1", "r2").Join("samen", "WaitAny").Several("WeId.Uitgeven", "uitgeven")
        .Flow("start -> vork", "vork.a -> r1", "vork.b -> r2", "r1.Goedgekeurd -> samen", "r2.Goedgekeurd -> samen", "r1.Afgekeurd -> einde", "r2.Afgekeurd -> einde", "samen -> uitgeven", "uitgeven -> einde")
        .Refusals().Where(r => r.EndsWith("uitgeven", StringComparison.Ordinal)));

    [Fact]
    public void Validate_TwoReviewsOfOneStage_BreakRule6() => Assert.Equal(["6 tweede"], FourEyes("eerste", "eerste").Refusals());

    [Fact]
    public void Validate_TwoReviewsOfTwoStages_AreValid() => Assert.Empty(FourEyes("eerste", "tweede").Refusals());

    [Theory]
    [InlineData("brief", null)]
    [InlineData("brief", "Mail")]
    public void Validate_ExistingTemplate_IsValid(string template, string? channel) => Assert.Empty(Send(template, channel).Refusals(new Templates()));

    [Theory]
    [InlineData("weg", null)]
    [InlineData("brief", "Sms")]
    public void Validate_MissingTemplate_BreaksRule7(string template, string? channel) =>
        Assert.Equal(["7 stap"], Send(template, channel).Refusals(new Templates()));

    [Fact]
    public void Validate_MissingTemplateWithoutIndex_IsNotLookedAt() => Assert.Empty(Send("weg", null).Refusals());

    [Fact]
    public void Validate_500ActivitiesInARow_IsValid()
    {
        var ids = Enumerable.Range(0, 498).Select(i => $"s{i}").ToArray();
        var arrows = ids.Zip(ids.Skip(1)).Select(p => $"{p.First} -> {p.Second}");

        var file = new DefinitionBuilder().Several("WeId.Stap", ids).Flow("start -> s0", "s497 -> einde").Flow([.. arrows]);

        Assert.Empty(file.Refusals());
    }

    [Fact]
    public void Validate_Problem_NamesActivityAndRule()
    {
        var problem = Assert.Single(new DefinitionValidator(DefinitionBuilder.Steps).Validate(Step("WeId.Nodig").Build()));

        Assert.Equal("[rule 1] Activity 'stap' lacks the required input 'wat'.", problem.ToString());
    }

    private static DefinitionBuilder Step(string type, params (string Name, JsonNode? Value)[] properties) =>
        new DefinitionBuilder().Activity("stap", type, properties).Flow("start -> stap", "stap -> einde");

    private static DefinitionBuilder Send(string template, string? channel) => channel is null
        ? Step("WeId.Verzend", ("sjabloon", DefinitionBuilder.Literal("String", template)))
        : Step("WeId.Verzend", ("sjabloon", DefinitionBuilder.Literal("String", template)), ("kanaal", DefinitionBuilder.Literal("String", channel)));

    private static DefinitionBuilder Switch(string mode, JsonNode? condition) => new DefinitionBuilder()
        .Activity(
            "keuze",
            "Elsa.FlowSwitch",
            ("mode", DefinitionBuilder.Literal("SwitchMode", mode)),
            ("cases", new JsonArray(new JsonObject { ["label"] = "Ja", ["condition"] = condition })))
        .Flow("start -> keuze", "keuze.Ja -> einde", "keuze.Default -> einde");

    private static DefinitionBuilder Branches(string mode) => new DefinitionBuilder()
        .Fork("vork", "a", "b").Several("WeId.Wacht", "x", "y").Join("samen", mode)
        .Flow("start -> vork", "vork.a -> x", "vork.b -> y", "x -> samen", "y -> samen", "samen -> einde");

    private static DefinitionBuilder AroundFork(string mode) => new DefinitionBuilder()
        .Fork("vork", "a", "b").Several("WeId.Wacht", "x").Several("WeId.Stap", "y").Several("WeId.Keuze", "keuze").Join("samen", mode)
        .Flow("start -> vork", "vork.a -> x", "x -> samen", "vork.b -> y", "y -> samen", "samen -> keuze", "keuze.Nee -> vork", "keuze.Ja -> einde");

    private static DefinitionBuilder MayEnd(string mode) => new DefinitionBuilder()
        .Fork("vork", "a", "b").Several("WeId.Keuze", "k").Several("WeId.Wacht", "y").Join("samen", mode).Activity("einde2", "Elsa.Finish")
        .Flow("start -> vork", "vork.a -> k", "k.Ja -> samen", "k.Nee -> einde2", "vork.b -> y", "y -> samen", "samen -> einde");

    private static DefinitionBuilder Review(string toGrant, string toEnd) => new DefinitionBuilder()
        .Several("WeId.Beoordeling", "beoordelen").Several("WeId.Uitgeven", "uitgeven")
        .Connect("beoordelen", toGrant, "uitgeven").Connect("beoordelen", toEnd, "einde")
        .Flow("start -> beoordelen", "uitgeven -> einde");

    private static DefinitionBuilder FourEyes(string first, string second) => new DefinitionBuilder()
        .Activity("eerste", "WeId.Beoordeling", ("stap", DefinitionBuilder.Literal("String", first)))
        .Activity("tweede", "WeId.Beoordeling", ("stap", DefinitionBuilder.Literal("String", second)))
        .Several("WeId.Uitgeven", "uitgeven")
        .Flow("start -> eerste", "eerste.Goedgekeurd -> tweede", "eerste.Afgekeurd -> einde", "tweede.Goedgekeurd -> uitgeven", "tweede.Afgekeurd -> einde", "uitgeven -> einde");

    private sealed class Templates : ITemplateIndex
    {
        public bool Exists(string template, string? channel) => template == "brief" && channel is null or "Mail";
    }
}
