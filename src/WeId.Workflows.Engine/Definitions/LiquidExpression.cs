using System.Collections.Concurrent;
using System.Globalization;
using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace WeId.Workflows.Engine.Definitions;

/// <summary>Liquid that sees only the inputs and variables and ends soon.</summary>
internal static class LiquidExpression
{
    private const int MaxLength = 20_000;
    private const int MaxCached = 2_000;
    private const int MaxSteps = 20_000;
    private const int MaxOutput = 1_000_000;

    // One filter can at most square the length of its texts; this keeps the square small.
    private const int MaxText = 4_000;
    private static readonly FluidParser Parser = new();
    private static readonly ConcurrentDictionary<string, IFluidTemplate> Parsed = new(StringComparer.Ordinal);

    private static readonly TemplateOptions Options = CreateOptions();

    public static string Evaluate(string? text, ExpressionContext context)
    {
        var template = Parse(text);
        var liquid = new TemplateContext(Options) { Now = () => context.Now };
        liquid.SetValue("Input", new DictionaryValue(new ValueIndex(context.Inputs)));
        liquid.SetValue("Variables", new DictionaryValue(new ValueIndex(context.Variables)));
        liquid.SetValue("CorrelationId", context.CorrelationId);
        liquid.SetValue("WorkflowInstanceId", context.WorkflowInstanceId);
        using var output = new LimitedWriter(MaxOutput);
        try
        {
            // Nothing that the template can reach is asynchronous, so this is already complete.
            template.RenderAsync(output, liquid, NullEncoder.Default, isolateContext: true).AsTask().GetAwaiter().GetResult();
            return output.ToString();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or NotSupportedException
            or OverflowException or InvalidCastException or FluidException or ParseException or IOException or OutOfMemoryException)
        {
            throw new ExpressionException($"The Liquid failed: {e.Message}", e);
        }
    }

    public static IFluidTemplate Parse(string? text)
    {
        text ??= "";
        if (text.Length > MaxLength)
        {
            throw new ExpressionException($"The Liquid is longer than {MaxLength} characters.");
        }

        if (Parsed.TryGetValue(text, out var known))
        {
            return known;
        }

        if (!Parser.TryParse(text, out var template, out var error))
        {
            throw new ExpressionException($"The Liquid does not parse: {error}");
        }

        var ranges = new RangeFinder();
        ranges.VisitTemplate(template);
        if (ranges.Found)
        {
            throw new ExpressionException("The Liquid may not use a range: it would be built in memory whatever its size.");
        }

        if (Parsed.Count < MaxCached)
        {
            Parsed.TryAdd(text, template);
        }

        return template;
    }

    private static TemplateOptions CreateOptions()
    {
        var options = new TemplateOptions
        {
            CultureInfo = CultureInfo.InvariantCulture,
            MaxSteps = MaxSteps,
            MaxRecursion = 32,
            StrictFilters = true,
            TimeZone = TimeZoneInfo.Utc,
            Assigned = (_, value, _) => new(Limited(value)),
            Captured = (_, value, _) => new(Limited(value)),
        };
        foreach (var (name, filter) in options.Filters.ToList())
        {
            options.Filters.AddFilter(name, (input, arguments, context) =>
            {
                Limited(input);
                foreach (var argument in arguments.Values)
                {
                    Limited(argument);
                }

                return filter(input, arguments, context);
            });
        }

        return options;
    }

    private static FluidValue Limited(FluidValue value) => value is StringValue && value.ToStringValue().Length > MaxText
        ? throw new InvalidOperationException($"A text is longer than {MaxText} characters.")
        : value;

    private sealed class RangeFinder : AstVisitor
    {
        public bool Found { get; private set; }

        protected override Fluid.Ast.Expression VisitRangeExpression(RangeExpression rangeExpression)
        {
            Found = true;
            return rangeExpression;
        }
    }

    private sealed class LimitedWriter(int max) : StringWriter(CultureInfo.InvariantCulture)
    {
        public override void Write(char value)
        {
            Check(1);
            base.Write(value);
        }

        public override void Write(char[] buffer, int index, int count)
        {
            Check(count);
            base.Write(buffer, index, count);
        }

        public override void Write(ReadOnlySpan<char> buffer)
        {
            Check(buffer.Length);
            base.Write(buffer);
        }

        public override void Write(string? value)
        {
            Check(value?.Length ?? 0);
            base.Write(value);
        }

        private void Check(int more)
        {
            if (GetStringBuilder().Length + more > max)
            {
                throw new InvalidOperationException($"The text grows beyond {max} characters.");
            }
        }
    }

    // Fluid would print a TimeSpan by its own rules and reach into other objects; these values become plain ones first.
    private sealed class ValueIndex(IReadOnlyDictionary<string, object?> values) : IFluidIndexable
    {
        public int Count => values.Count;

        public IEnumerable<string> Keys => values.Keys;

        public bool TryGetValue(string name, out FluidValue value)
        {
            if (!values.TryGetValue(name, out var found))
            {
                value = NilValue.Instance;
                return false;
            }

            value = FluidValue.Create(found is TimeSpan term ? term.ToString("c", CultureInfo.InvariantCulture) : found, Options);
            return true;
        }
    }
}
