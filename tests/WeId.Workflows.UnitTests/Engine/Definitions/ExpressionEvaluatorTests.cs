using WeId.Workflows.Engine.Definitions;

namespace WeId.Workflows.UnitTests.Engine.Definitions;

public sealed class ExpressionEvaluatorTests
{
    private static readonly ExpressionContext Context = new(
        Inputs: new Dictionary<string, object?> { ["AanvraagId"] = "A-1", ["Details"] = new Dictionary<string, object?> { ["Stad"] = "Utrecht" } },
        Variables: new Dictionary<string, object?>
        {
            ["Niveau"] = "EH2+",
            ["Aantal"] = 3,
            ["Snel"] = true,
            ["Leeg"] = null,
            ["Termijn"] = TimeSpan.FromDays(2),
            ["Einde"] = new DateTimeOffset(2026, 3, 31, 12, 0, 0, TimeSpan.Zero),
        },
        VariableNames: new Dictionary<string, string> { ["var-aantal"] = "Aantal", ["var-snel"] = "Snel" },
        CorrelationId: "c-1",
        WorkflowInstanceId: "i-1",
        Now: new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    [Theory]
    [InlineData("getVariable('Niveau') != 'EH2+'", "Boolean", false)]
    [InlineData("variables.Aantal + 1", "Int32", 4)]
    [InlineData("getInput('AanvraagId')", "String", "A-1")]
    [InlineData("getInput('Details').Stad", "String", "Utrecht")]
    [InlineData("getInput('Ontbreekt') ?? 'geen'", "String", "geen")]
    [InlineData("getVariable('Ontbreekt') === null", "Boolean", true)]
    [InlineData("variables.Ontbreekt === undefined", "Boolean", true)]
    [InlineData("variables.Ontbreekt", "String", null)]
    [InlineData("true", "String", "True")]
    [InlineData("1", "String", "1")]
    [InlineData("'true'", "Boolean", true)]
    [InlineData("2.5", "Int32", 2)]
    [InlineData("getCorrelationId() + '/' + getWorkflowInstanceId()", "String", "c-1/i-1")]
    [InlineData("new Date().toISOString()", "String", "2026-01-02T03:04:05.000Z")]
    [InlineData("new Date(2026, 0, 1).toISOString()", "String", "2026-01-01T00:00:00.000Z")]
    [InlineData("typeof Math.random", "String", "undefined")]
    [InlineData("typeof setVariable", "String", "undefined")]
    [InlineData("typeof System", "String", "undefined")]
    public void Evaluate_JavaScript_GivesTheConvertedValue(string code, string typeName, object? expected) =>
        Assert.Equal(expected, Evaluate("JavaScript", code, typeName));

    [Fact]
    public void Evaluate_JavaScriptDate_IsAnInstant() =>
        Assert.Equal(Context.Variables["Einde"], Evaluate("JavaScript", "getVariable('Einde')", "DateTimeOffset"));

    [Fact]
    public void Evaluate_JavaScriptTerm_IsATerm() =>
        Assert.Equal(TimeSpan.FromDays(2), Evaluate("JavaScript", "getVariable('Termijn')", "TimeSpan"));

    [Theory]
    [InlineData("while (true) {}")]
    [InlineData("(function f() { return f(); })()")]
    [InlineData("let s = 'xxxxxxxxxxxxxxxx'; for (let i = 0; i < 1000; i++) { s = s + s; } s.length")]
    [InlineData("'x'.repeat(1e9).length")]
    [InlineData("new Array(1e8).fill(0).length")]
    [InlineData("/^(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab')")]
    [InlineData("variables.Niveau = 'EH4'")]
    [InlineData("onbekend = 1")]
    [InlineData("eval('1')")]
    [InlineData("new Function('return 1')()")]
    [InlineData("getVariable('Niveau'")]
    [InlineData("getInput.constructor('return 1')()")]
    [InlineData("({}).x.y")]
    [InlineData("")]
    public void Evaluate_JavaScriptThatFails_Throws(string code) =>
        Assert.Throws<ExpressionException>(() => Evaluate("JavaScript", code, "String"));

    [Theory]
    [InlineData("{{ Input.AanvraagId }}/{{ Variables.Niveau }}", "String", "A-1/EH2+")]
    [InlineData("{{ Variables.Snel }}", "String", "true")]
    [InlineData("{{ Variables.Ontbreekt }}", "String", "")]
    [InlineData("{{ CorrelationId }}", "String", "c-1")]
    [InlineData("{{ Variables.Aantal }}", "Int32", 3)]
    [InlineData("{{ 'a<b' }}", "String", "a<b")]
    [InlineData("{{ 'now' | date: '%Y' }}", "String", "2026")]
    [InlineData("{{ Input.Details.Stad }}", "String", "Utrecht")]
    public void Evaluate_Liquid_GivesTheConvertedText(string text, string typeName, object expected) =>
        Assert.Equal(expected, Evaluate("Liquid", text, typeName));

    [Theory]
    [InlineData("{{ Variables.Niveau ", "String")]
    [InlineData("{% if %}", "String")]
    [InlineData("{% for i in (1..1000000000) %}x{% endfor %}", "String")]
    [InlineData("{% assign s = 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' | replace: 'x', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' %}{{ s }}", "String")]
    [InlineData("{{ Variables.Niveau | onbekend }}", "String")]
    [InlineData("{{ Variables.Ontbreekt }}", "Int32")]
    public void Evaluate_LiquidThatFails_Throws(string text, string typeName) =>
        Assert.Throws<ExpressionException>(() => Evaluate("Liquid", text, typeName));

    [Theory]
    [InlineData("42", "Int32", 42)]
    [InlineData("true", "Boolean", true)]
    [InlineData("", "String", "")]
    [InlineData("1.5", "Double", 1.5)]
    [InlineData(null, "Int32", null)]
    public void Evaluate_Literal_Converts(string? text, string typeName, object? expected) =>
        Assert.Equal(expected, Evaluate("Literal", text, typeName));

    [Theory]
    [InlineData("abc", "Int32")]
    [InlineData("ja", "Boolean")]
    [InlineData("3000000000", "Int32")]
    [InlineData("PT2H", "TimeSpan")]
    [InlineData("", "Int32")]
    public void Evaluate_LiteralOfAnotherType_Throws(string text, string typeName) =>
        Assert.Throws<ExpressionException>(() => Evaluate("Literal", text, typeName));

    [Fact]
    public void Evaluate_Object_GivesTheList() =>
        Assert.Equal(new List<object?> { "a", "b" }, Evaluate("Object", """["a","b"]""", "List<String>"));

    [Fact]
    public void Evaluate_Variable_GivesItsValueConverted() => Assert.Equal("True", Evaluate("Variable", "var-snel", "String"));

    [Fact]
    public void Evaluate_UnknownVariable_Throws() =>
        Assert.Throws<ExpressionException>(() => Evaluate("Variable", "var-weg", "String"));

    [Fact]
    public void Evaluate_UnknownExpressionType_Throws() =>
        Assert.Throws<ExpressionException>(() => Evaluate("CSharp", "1", "Int32"));

    [Fact]
    public void InitialValue_EmptyTextOnAString_IsNull() =>
        Assert.Null(TypeConversion.InitialValue(new VariableDefinition("v", "V", "String", "")));

    [Fact]
    public void InitialValue_OfANumber_IsConverted() =>
        Assert.Equal(12m, TypeConversion.InitialValue(new VariableDefinition("v", "V", "Decimal", "12")));

    private static object? Evaluate(string type, string? value, string typeName) =>
        new ExpressionEvaluator().Evaluate(new Expression(type, value), typeName, Context);
}
