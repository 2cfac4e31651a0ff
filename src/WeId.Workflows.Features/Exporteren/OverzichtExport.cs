using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Exporteren;

/// <summary>Makes overviews of one organisatie into files for its beheerders, and notes each.</summary>
public sealed class OverzichtExport(UseCases useCases)
{
    /// <summary>The table; refused for who is no beheerder of the organisatie.</summary>
    /// <param name="overzicht">Its name, such as <c>gebruikers</c>.</param>
    /// <param name="formaat">One of those of the export.</param>
    /// <param name="gezocht">Whether something was searched for; what, is not noted.</param>
    /// <param name="rijen">The rows of an organisatie.</param>
    public async Task<Result<ExportTabel>> MakeAsync(
        Handeling handeling,
        string overzicht,
        string formaat,
        bool gezocht,
        IReadOnlyList<ExportKolom> kolommen,
        Func<Guid, IAsyncEnumerable<object?[]>> rijen,
        CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(rijen);
        var noted = await useCases.RunAsync<Guid>(
            handeling,
            async (scope, token) =>
            {
                if (await scope.Db.BeheerderAsync(handeling, token) is not { } beheerder)
                {
                    return new NotAllowed();
                }

                scope.Db.Audit.Add(AuditRegel.Of(handeling, "OverzichtGeexporteerd", null, JsonSerializer.Serialize(new { overzicht, formaat, gezocht })));
                return beheerder.OrganisatieId;
            },
            ct);
        return noted.Succeeded ? new ExportTabel(overzicht, kolommen, rijen(noted.Value)) : Result.Refused<ExportTabel>(noted.Refusals);
    }
}

/// <summary>Registers the export of overviews.</summary>
internal static class ExporterenExtensions
{
    public static IServiceCollection AddExporteren(this IServiceCollection services) => services.AddSingleton<OverzichtExport>();
}
