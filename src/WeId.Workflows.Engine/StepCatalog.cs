using System.Reflection;

namespace WeId.Workflows.Engine;

/// <summary>The step types of this build, with the classes that run them.</summary>
public sealed class StepCatalog
{
    /// <summary>Name of the static property by which a handler describes itself without being made.</summary>
    public const string DescriptionProperty = "Description";

    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);

    private StepCatalog(IEnumerable<Entry> found)
    {
        foreach (var entry in found)
        {
            if (!entries.TryAdd(entry.Descriptor.Type, entry))
            {
                throw new InvalidOperationException(
                    $"Step type '{entry.Descriptor.Type}' has two handlers: {entries[entry.Descriptor.Type].Handler} and {entry.Handler}.");
            }
        }
    }

    /// <summary>Every step type, by name.</summary>
    public IReadOnlyList<StepDescriptor> Descriptors =>
        [.. entries.Values.Select(e => e.Descriptor).OrderBy(d => d.Type, StringComparer.Ordinal)];

    /// <summary>The classes that run them.</summary>
    public IEnumerable<Type> Handlers => entries.Values.Select(e => e.Handler);

    /// <summary>Finds every class that implements <see cref="IStepHandler"/>.</summary>
    /// <exception cref="InvalidOperationException">A handler has no static <c>Description</c>, or two have the same type.</exception>
    public static StepCatalog FromAssemblies(params IEnumerable<Assembly> assemblies) =>
        FromHandlers(assemblies.Distinct().SelectMany(a => a.GetTypes()).Where(IsHandler));

    /// <summary>The catalog of exactly these handlers.</summary>
    /// <exception cref="InvalidOperationException">As for <see cref="FromAssemblies"/>.</exception>
    public static StepCatalog FromHandlers(params IEnumerable<Type> handlers) =>
        new(handlers.Select(h => new Entry(DescriptionOf(h), h)));

    /// <summary>The step type; null when this build does not know it.</summary>
    public StepDescriptor? Find(string type) => entries.GetValueOrDefault(type)?.Descriptor;

    /// <summary>The class that runs the step type; null when this build does not know it.</summary>
    public Type? HandlerOf(string type) => entries.GetValueOrDefault(type)?.Handler;

    private static bool IsHandler(Type type) =>
        type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IStepHandler));

    private static StepDescriptor DescriptionOf(Type handler) =>
        handler.GetProperty(DescriptionProperty, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)?.GetValue(null) as StepDescriptor
        ?? throw new InvalidOperationException($"{handler} has no static property '{DescriptionProperty}' of type {nameof(StepDescriptor)}.");

    private sealed record Entry(StepDescriptor Descriptor, Type Handler);
}
