using WeId.Workflows.Engine.Definitions;

namespace WeId.Workflows.Web.Cli;

/// <summary>A definition as a file.</summary>
internal sealed record DefinitionFile(string Path, WorkflowDefinition? Definition, IReadOnlyList<DefinitionProblem> Problems)
{
    public static async Task<DefinitionFile> ReadAsync(string path, CancellationToken ct)
    {
        try
        {
            // A file far beyond the limit is not even loaded.
            if (new FileInfo(path) is { Exists: true, Length: > 4L * DefinitionReader.MaxBytes } large)
            {
                return new(path, null, [new(8, null, $"The definition has {large.Length} bytes; the limit is {DefinitionReader.MaxBytes}.")]);
            }

            var read = DefinitionReader.Read(await File.ReadAllTextAsync(path, ct));
            return new(path, read.Definition, read.Problems);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(path, null, [new(0, null, $"The file cannot be read: {e.Message}")]);
        }
    }
}
