using System.Text;
using System.Text.Json;

namespace WeId.Workflows.Engine.Definitions;

/// <summary>A definition as far as it could be read, and what is wrong with its file.</summary>
/// <param name="Definition">Null when there are problems.</param>
/// <param name="Problems">Empty when the file is in the format.</param>
public sealed record DefinitionReadResult(WorkflowDefinition? Definition, IReadOnlyList<DefinitionProblem> Problems);

/// <summary>Reads definitions in the JSON of Elsa 3. Whatever is wrong with the file is a problem, not an exception.</summary>
public static class DefinitionReader
{
    /// <summary>Bytes of UTF-8 that a file may have.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Activities that a definition may have.</summary>
    public const int MaxActivities = 500;

    /// <summary>How deep its JSON may be nested.</summary>
    public const int MaxDepth = 32;

    /// <summary>Reads the text of a file.</summary>
    public static DefinitionReadResult Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var bytes = Encoding.UTF8.GetByteCount(json);
        if (bytes > MaxBytes)
        {
            return Refused(8, $"The definition has {bytes} bytes; the limit is {MaxBytes}.");
        }

        if (FindLexicalProblem(Encoding.UTF8.GetBytes(json)) is { } problem)
        {
            return new(null, [problem]);
        }

        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
            return new DefinitionParser(json).Parse(document.RootElement);
        }
        catch (JsonException e)
        {
            return Refused(0, $"The file is no JSON: {e.Message}");
        }
    }

    private static DefinitionReadResult Refused(int rule, string message) => new(null, [new(rule, null, message)]);

    private static DefinitionProblem? FindLexicalProblem(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Allow, MaxDepth = MaxBytes });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.Comment)
                {
                    return new(0, null, "The file has a comment; definitions have none.");
                }

                if (reader.CurrentDepth >= MaxDepth && reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                {
                    return new(8, null, $"The definition is nested deeper than {MaxDepth} levels.");
                }
            }

            return null;
        }
        catch (JsonException e)
        {
            return new(0, null, $"The file is no JSON: {e.Message}");
        }
    }
}
