using System.Reflection;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Partners.Documents;

namespace WeId.Workflows.Web.Cli;

/// <summary>What the commands know of this build without a container: its step types and its templates.</summary>
internal static class ShippedParts
{
    // By name, because the compiler leaves out a reference of which the host uses no type.
    private static readonly string[] HandlerAssemblies = ["WeId.Workflows.Features", "WeId.Workflows.Partners"];

    /// <summary>The step types of the capabilities and the partners.</summary>
    public static IReadOnlyDictionary<string, StepDescriptor> Steps() =>
        StepCatalog.FromAssemblies(HandlerAssemblies.Select(Assembly.Load)).Descriptors.ToDictionary(d => d.Type, StringComparer.Ordinal);

    /// <summary>Null when this build ships no templates; rule 7 is left out then.</summary>
    public static ITemplateIndex? Templates()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "templates");
        return Directory.Exists(folder) ? new TemplateIndex(new TemplateStore(folder)) : null;
    }
}
