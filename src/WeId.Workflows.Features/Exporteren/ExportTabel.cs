namespace WeId.Workflows.Features.Exporteren;

/// <summary>An overview to be saved as a file, row by row: it may be larger than the memory.</summary>
/// <param name="Naam">Of the sheet and the file, such as <c>gebruikers</c>.</param>
/// <param name="Rijen">Of each row a value for each column: text, a day, a number, or null.</param>
public sealed record ExportTabel(string Naam, IReadOnlyList<ExportKolom> Kolommen, IAsyncEnumerable<object?[]> Rijen);

/// <summary>One column.</summary>
/// <param name="Breedte">In characters.</param>
/// <param name="IsDag">It holds days.</param>
public sealed record ExportKolom(string Titel, int Breedte, bool IsDag = false);
