using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Acornima.Ast;
using Jint;
using Jint.Native;
using Jint.Native.Json;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;
using JsEngine = Jint.Engine;

namespace WeId.Workflows.Engine.Definitions;

/// <summary>JavaScript in a fresh engine that knows nothing of .NET and ends soon.</summary>
internal static class JavaScriptExpression
{
    private const int MaxLength = 20_000;
    private const int MaxCached = 2_000;
    private const int MaxStatements = 20_000;
    private const int MaxRecursion = 64;
    private const long MaxMemory = 16 * 1024 * 1024;
    private const uint MaxArraySize = 10_000;
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RegexLimit = TimeSpan.FromSeconds(1);

    // Parsing costs more than running; definitions are few, so the texts are few.
    private static readonly ConcurrentDictionary<string, Prepared<Script>> Prepared = new(StringComparer.Ordinal);

    public static object? Evaluate(string? code, ExpressionContext context)
    {
        var script = Parse(code);
        try
        {
            using var engine = CreateEngine(context);
            return ToPlain(engine.Evaluate(in script), engine);
        }
        catch (Exception e) when (e is JintException or TimeoutException or InsufficientExecutionStackException or OperationCanceledException
            or InvalidOperationException or NotSupportedException or ArgumentException or FormatException or OverflowException
            or OutOfMemoryException or JsonException)
        {
            throw new ExpressionException($"The JavaScript failed: {e.Message}", e);
        }
    }

    /// <summary>Why it cannot run, or names what it may not use; null when neither.</summary>
    public static string? FindFault(string? code)
    {
        foreach (var node in Parse(code).Program!.DescendantNodesAndSelf())
        {
            switch (node)
            {
                case CallExpression { Callee: Identifier { Name: "setVariable" } }:
                    return "The JavaScript may not call setVariable; use Elsa.SetVariable.";
                case MemberExpression { Object: Identifier { Name: "Math" }, Property: Identifier { Name: "random" } }:
                    return "The JavaScript may not use Math.random: a replay would not agree.";
                case AssignmentExpression { Left: MemberExpression { Object: Identifier { Name: "variables" } } }:
                    return "The JavaScript may not assign to variables; use Elsa.SetVariable.";
                default:
                    break;
            }
        }

        return null;
    }

    private static Prepared<Script> Parse(string? code)
    {
        if (string.IsNullOrWhiteSpace(code))
        {
            throw new ExpressionException("The JavaScript is empty.");
        }

        if (code.Length > MaxLength)
        {
            throw new ExpressionException($"The JavaScript is longer than {MaxLength} characters.");
        }

        if (Prepared.TryGetValue(code, out var known))
        {
            return known;
        }

        try
        {
            var script = JsEngine.PrepareScript(code, strict: true);
            if (Prepared.Count < MaxCached)
            {
                Prepared.TryAdd(code, script);
            }

            return script;
        }
        catch (Exception e) when (e is ScriptPreparationException or Acornima.ParseErrorException or JintException or InsufficientExecutionStackException)
        {
            throw new ExpressionException($"The JavaScript does not parse: {e.Message}", e);
        }
    }

    private static JsEngine CreateEngine(ExpressionContext context)
    {
        var engine = new JsEngine(options =>
        {
            options.Strict();
            options.Culture = CultureInfo.InvariantCulture;
            options.TimeSystem = new EventTime(context.Now);
            options.DisableStringCompilation();
            options.Interop.Enabled = false;
            options.LimitMemory(MaxMemory);
            options.LimitRecursion(MaxRecursion);
            options.MaxStatements(MaxStatements);
            options.TimeoutInterval(TimeLimit);
            options.Constraints.MaxArraySize = MaxArraySize;
            options.Constraints.RegexTimeout = RegexLimit;
            options.Constraints.PromiseTimeout = TimeLimit;
        });
        // Temporal would read the clock of the machine.
        engine.Global.Delete("Temporal");
        engine.GetValue("Math").AsObject().Delete("random");
        Define(engine, "getVariable", args => Lookup(engine, context.Variables, args));
        Define(engine, "getInput", args => Lookup(engine, context.Inputs, args));
        Define(engine, "getCorrelationId", _ => new JsString(context.CorrelationId));
        Define(engine, "getWorkflowInstanceId", _ => new JsString(context.WorkflowInstanceId));
        engine.SetValue("variables", ReadOnly(engine, context.Variables));
        return engine;
    }

    private static void Define(JsEngine engine, string name, Func<JsValue[], JsValue> function) =>
        engine.SetValue(name, new ClrFunction(engine, name, (_, args) => function(args), 1, PropertyFlag.AllForbidden));

    private static JsValue Lookup(JsEngine engine, IReadOnlyDictionary<string, object?> values, JsValue[] args) =>
        args.Length > 0 && args[0].IsString() && values.TryGetValue(args[0].AsString(), out var value) ? ToJs(engine, value) : JsValue.Null;

    // Elsa writes back what an expression assigns; here the assignment throws, so that neither engine loses it silently.
    private static JsObject ReadOnly(JsEngine engine, IReadOnlyDictionary<string, object?> values)
    {
        var result = new JsObject(engine);
        foreach (var (name, value) in values)
        {
            result.FastSetProperty(name, new PropertyDescriptor(ToJs(engine, value), PropertyFlag.OnlyEnumerable));
        }

        result.PreventExtensions();
        return result;
    }

    private static JsValue ToJs(JsEngine engine, object? value) => value switch
    {
        null => JsValue.Null,
        string text => new JsString(text),
        bool truth => truth ? JsBoolean.True : JsBoolean.False,
        int number => new JsNumber(number),
        long number => new JsNumber((double)number),
        double number => new JsNumber(number),
        decimal number => new JsNumber((double)number),
        DateTimeOffset instant => new JsDate(engine, instant),
        TimeSpan term => new JsString(term.ToString("c", CultureInfo.InvariantCulture)),
        _ => new JsonParser(engine).Parse(System.Text.Json.JsonSerializer.Serialize(value)),
    };

    private static object? ToPlain(JsValue value, JsEngine engine) => value switch
    {
        JsNull or JsUndefined => null,
        JsBoolean => value.AsBoolean(),
        JsNumber => value.AsNumber(),
        JsString => value.AsString(),
        JsDate date => new DateTimeOffset(date.ToDateTime().ToUniversalTime()),
        JsBigInt => value.ToObject(),
        _ => ExpressionEvaluator.ReadJson(ToJson(value, engine)),
    };

    private static string? ToJson(JsValue value, JsEngine engine) =>
        new Jint.Native.Json.JsonSerializer(engine).Serialize(value, JsValue.Undefined, JsValue.Undefined) is JsString text ? text.AsString() : null;

    private sealed class EventTime(DateTimeOffset now) : ITimeSystem
    {
        private readonly DefaultTimeSystem parsing = new(TimeZoneInfo.Utc, CultureInfo.InvariantCulture);

        public TimeZoneInfo DefaultTimeZone => TimeZoneInfo.Utc;

        public DateTimeOffset GetUtcNow() => now.ToUniversalTime();

        public TimeSpan GetUtcOffset(long epochMilliseconds) => TimeSpan.Zero;

        public bool TryParse(string date, out long epochMilliseconds) => parsing.TryParse(date, out epochMilliseconds);
    }
}
