using System.Collections;
using System.Reflection;
using Fluid;
using Fluid.Ast;
using Microsoft.Extensions.Hosting;
using WeId.Workflows.Domain.Documenten;
using WeId.Workflows.Domain.Verzendingen;

namespace WeId.Workflows.Partners.Documents;

/// <summary>Refuses to start with a template that uses a name it does not get, lacks a language, or cannot be written.</summary>
public sealed class TemplateCheck(TemplateStore templates, Composer composer) : IHostedService
{
    private static readonly Dictionary<string, string[]> Common = new()
    {
        ["ontvanger"] = ["naam"],
        ["afzender"] = ["naam", "website", "telefoon", "email"],
    };

    /// <summary>Everything that is wrong, one sentence each; empty when all is well.</summary>
    public IReadOnlyList<string> Check()
    {
        var faults = new List<string>();
        foreach (var template in templates.All)
        {
            if (TemplateGegevens.TypeOf(template.Key.Name) is not { } type)
            {
                faults.Add($"{template.Key} has no record of data.");
                continue;
            }

            faults.AddRange(Names(template).Where(name => !Exists(name, type)).Distinct().Select(name => $"{template.Key} uses {name}, which does not exist."));
            var other = template.Key with { Taal = template.Key.Taal == "nl" ? "en" : "nl" };
            if (!templates.Keys.Contains(other))
            {
                faults.Add($"{template.Key} exists, {other} does not.");
            }

            if (template.Key.IsBijlage && !templates.Contains(template.Key.Name, VerzendKanaal.Mail, template.Key.Taal))
            {
                faults.Add($"{template.Key} goes with no mail.");
            }
        }

        faults.AddRange(TemplateGegevens.Types.Keys.Where(name => !templates.Keys.Any(k => k.Name == name)).Select(name => $"{name} has data, but no template."));
        return faults.Count > 0 ? faults : [.. templates.Keys.Where(key => !key.IsBijlage).SelectMany(TryWrite)];
    }

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var faults = Check();
        return faults.Count == 0 ? Task.CompletedTask : throw new DocumentException(string.Join(Environment.NewLine, faults));
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Data for a trial: each text is its own name, each boolean as given; lists of records are empty where that is false.</summary>
    public static TemplateGegevens Sample(Type type, bool yes)
    {
        ArgumentNullException.ThrowIfNull(type);
        return (TemplateGegevens)Fill(type, yes);
    }

    private static object Fill(Type type, bool yes)
    {
        var sample = Activator.CreateInstance(type)!;
        foreach (var property in TemplateValues.PropertiesOf(type))
        {
            property.SetValue(sample, Value(property, yes));
        }

        return sample;
    }

    private static object? Value(PropertyInfo property, bool yes) =>
        property.Name == "Link" ? "https://www.we-id.example/activeren"
        : property.Name == "Code" ? "K7M4T-9PXWR"
        : property.PropertyType == typeof(string) ? property.Name
        : property.PropertyType == typeof(bool) ? yes
        : property.PropertyType == typeof(int) ? 15
        : property.PropertyType == typeof(decimal) ? 12.50m
        : property.PropertyType == typeof(DateOnly) ? new DateOnly(2026, 3, 31)
        : property.PropertyType == typeof(DateTimeOffset) ? new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)
        : property.PropertyType == typeof(IReadOnlyList<string>) ? new[] { "Een", "Twee" }
        : property.PropertyType is { IsGenericType: true, GenericTypeArguments: [{ IsClass: true } item] } ? ListOf(item, yes)
        : null;

    private static Array ListOf(Type item, bool yes)
    {
        var list = Array.CreateInstance(item, yes ? 2 : 0);
        for (var i = 0; i < list.Length; i++)
        {
            list.SetValue(Fill(item, yes), i);
        }

        return list;
    }

    private IEnumerable<string> TryWrite(TemplateKey key)
    {
        foreach (var yes in (bool[])[true, false])
        {
            var fault = "";
            try
            {
                composer.Compose(
                    new(key, "J. Jansen", "Straatnaam 1\n1234 AB Plaats", new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)),
                    Sample(TemplateGegevens.TypeOf(key.Name)!, yes));
            }
            catch (DocumentException e)
            {
                fault = $"{key}: {e.Message}";
            }

            if (fault.Length > 0)
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<string> Names(Template template)
    {
        var visitor = new NameVisitor();
        visitor.VisitTemplate(template.Body);
        foreach (var text in new[] { template.Subject, template.FileName }.OfType<IFluidTemplate>())
        {
            visitor.VisitTemplate(text);
        }

        return visitor.Used.Where(name => !visitor.Local.Contains(name.Split('.')[0]));
    }

    private static bool Exists(string name, Type type)
    {
        var parts = name.Split('.');
        if (Common.TryGetValue(parts[0], out var members))
        {
            return parts.Length == 2 && members.Contains(parts[1]);
        }

        var property = TemplateValues.PropertiesOf(type).SingleOrDefault(p => TemplateValues.NameOf(p) == parts[0]);
        return property is not null && (parts.Length == 1 || (typeof(IEnumerable).IsAssignableFrom(property.PropertyType) && parts is [_, "size"]));
    }

    private sealed class NameVisitor : AstVisitor
    {
        public HashSet<string> Used { get; } = [];

        public HashSet<string> Local { get; } = ["forloop"];

        protected override Expression VisitMemberExpression(MemberExpression memberExpression)
        {
            Used.Add(string.Join('.', memberExpression.Segments.OfType<IdentifierSegment>().Select(s => s.Identifier)));
            return base.VisitMemberExpression(memberExpression);
        }

        protected override Statement VisitForStatement(ForStatement forStatement)
        {
            Local.Add(forStatement.Identifier);
            return base.VisitForStatement(forStatement);
        }
    }
}
