using System.Text.Json;

namespace WeId.Workflows.Features.Aanvragen;

/// <summary>One finding of the automatic checks, for the reviewer.</summary>
/// <param name="Code">Key of its text: <c>KvkInschrijving</c>, <c>Documentnummer</c>, <c>Duplicaat</c>, …</param>
/// <param name="Ok">False asks for the reviewer's attention; it decides nothing.</param>
/// <param name="Detail">What was found, such as the name in the register; null when the code says it all.</param>
public sealed record Controle(string Code, bool Ok, string? Detail = null);

/// <summary>The findings as kept in <c>Aanvraag.Controles</c>.</summary>
public static class Controles
{
    /// <summary>As JSON.</summary>
    public static string Write(IReadOnlyList<Controle> controles) => JsonSerializer.Serialize(controles);

    /// <summary>From JSON; empty when the checks have not run.</summary>
    public static IReadOnlyList<Controle> Read(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize<List<Controle>>(json) ?? [];
}
