using Microsoft.AspNetCore.Http;
using WeId.Workflows.Domain;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Exporteren;

/// <summary>Answers a request for an export.</summary>
internal static class ExportResultaat
{
    /// <summary>The formats that are known, as they stand in the address.</summary>
    public static readonly IReadOnlyList<string> Formaten = ["csv", "xlsx"];

    /// <summary>The file to save; not found when there is nothing for who asks.</summary>
    /// <param name="formaat">One of <see cref="Formaten"/>.</param>
    public static async Task<IResult> OfAsync(Result<ExportTabel> tabel, string formaat, DateOnly vandaag, CancellationToken ct)
    {
        if (!tabel.Succeeded)
        {
            return Results.NotFound();
        }

        var naam = $"{tabel.Value.Naam}-{vandaag:yyyy-MM-dd}.{formaat}";
        return formaat == "csv"
            ? Results.File(await CsvAsync(tabel.Value, ct), ExportCsv.ContentType, naam)
            : Results.File(await ExportXlsx.WriteAsync(tabel.Value, ct), ExportXlsx.ContentType, naam);
    }

    // Whole before it is sent: a client that reads slowly would keep the question to the database open for as long, and its log growing.
    private static async Task<Stream> CsvAsync(ExportTabel tabel, CancellationToken ct)
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 81_920, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        try
        {
            await ExportCsv.WriteAsync(tabel, file, ct);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
