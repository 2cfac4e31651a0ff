using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Features.Aanvragen.Aanvullingen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Volgen;

/// <summary>One aanvraag, as its beheerder follows it.</summary>
/// <param name="Naam">What was asked for, in the language of the reader.</param>
/// <param name="VoorWie">The user whom it is about; null when that is nobody.</param>
/// <param name="Kosten">As agreed at its submission; null when it had none.</param>
/// <param name="IsGestoord">A step failed; We-ID has to look at it.</param>
public sealed record GevolgdeAanvraag(
    Guid Id,
    string Nummer,
    string Naam,
    string? VoorWie,
    string Aanvrager,
    DateTimeOffset IngediendOp,
    AanvraagStatus Status,
    Kostenoverzicht? Kosten,
    IReadOnlyList<GedaneStap> Gedaan,
    IReadOnlyList<WachtendeStap> Wacht,
    bool IsGestoord)
{
    /// <summary>Whether the beheerder can withdraw it still.</summary>
    public bool KanIntrekken => Status.IsUndecided();

    /// <summary>The aanvraag type, by which the explanation of a wait may differ.</summary>
    public required string Type { get; init; }

    /// <summary>What the beheerder is asked to supply; null when that is nothing (any more).</summary>
    public GevraagdeAanvulling? Aanvulling { get; init; }
}

/// <summary>A step that was done.</summary>
/// <param name="Titel">The name that the definition gives it in the language of the reader, else that of its step type.</param>
public sealed record GedaneStap(string Titel, DateTimeOffset Op);

/// <summary>A step that waits.</summary>
/// <param name="StapType">By which its explanation is found: what it waits for, who can act.</param>
/// <param name="Sinds">Since when.</param>
/// <param name="Uiterlijk">The moment at which it goes on by itself; null when only somebody's act ends it.</param>
public sealed record WachtendeStap(string StapType, string Titel, DateTimeOffset Sinds, DateTimeOffset? Uiterlijk);

/// <summary>Tells of any aanvraag, whatever its type, what was done and why it lies still.</summary>
public sealed class AanvraagVolgenQuery(IDbContextFactory<WeIdDbContext> contexts, IServiceScopeFactory scopes, StepCatalog steps, AanvraagSoorten soorten)
{
    /// <returns>Null when the actor is no beheerder of its organisatie, or when it was rejected .</returns>
    public async Task<GevolgdeAanvraag?> FindAsync(Handeling handeling, Guid aanvraagId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BeheerderAsync(handeling, ct) is not { } beheerder
            || await db.Aanvragen.AsNoTracking()
                .SingleOrDefaultAsync(a => a.Id == aanvraagId && a.OrganisatieId == beheerder.OrganisatieId && a.Status != AanvraagStatus.Afgekeurd, ct) is not { } aanvraag)
        {
            return null;
        }

        return await ShowAsync(db, aanvraag, ct);
    }

    /// <summary>The same, for a caller who knows that its reader may see it.</summary>
    internal async Task<GevolgdeAanvraag> ShowAsync(WeIdDbContext db, Aanvraag aanvraag, CancellationToken ct)
    {
        var aanvraagId = aanvraag.Id;
        await using var scope = scopes.CreateAsyncScope();
        var view = await scope.ServiceProvider.GetRequiredService<IWorkflowEngine>().InspectAsync(aanvraagId, ct);
        var definition = view is null ? null : await scope.ServiceProvider.GetRequiredService<IDefinitionCatalog>().FindAsync(view.DefinitionId, view.Version, ct);
        var namen = await db.Personen.AsNoTracking()
            .Where(p => p.Id == aanvraag.AanvragerId || p.Id == aanvraag.PersoonId)
            .ToDictionaryAsync(p => p.Id, p => p.VolledigeNaam, ct);
        return new(
            aanvraag.Id,
            aanvraag.Nummer,
            soorten.Of(aanvraag).NaamOf(aanvraag, CultureInfo.CurrentUICulture),
            aanvraag.PersoonId is { } persoon ? namen.GetValueOrDefault(persoon) : null,
            namen.GetValueOrDefault(aanvraag.AanvragerId, ""),
            aanvraag.IngediendOp,
            aanvraag.Status,
            aanvraag.Kosten is { } kosten ? JsonSerializer.Deserialize<Kostenoverzicht>(kosten) : null,
            view is null ? [] : [.. DoneOf(view, definition)],
            view is null ? [] : [.. WaitsOf(view, definition)],
            view?.Incidents.Any(i => i.IsOpen) is true)
        {
            Type = aanvraag.Type,
            Aanvulling = soorten.Of(aanvraag) is { IsAanvullingVanBeheerder: true } soort
                && aanvraag.Status is AanvraagStatus.AanvullingGevraagd
                && await db.LatestAanvullingAsync(aanvraag.Id, ct) is { } aanvulling
                ? GevraagdeAanvulling.Of(aanvulling, aanvraag, soort, CultureInfo.CurrentUICulture)
                : null,
        };
    }

    private IEnumerable<GedaneStap> DoneOf(InstanceView view, WorkflowDefinition? definition) => view.Journal
        .Where(j => j.Event is JournalEvent.Completed or JournalEvent.Skipped && steps.Find(j.ActivityType) is not null)
        .Select(j => new GedaneStap(TitleOf(definition, j.ActivityId, j.ActivityType), j.At));

    // A step that may end in more than one way has a wait for each; to the reader it is one.
    private IEnumerable<WachtendeStap> WaitsOf(InstanceView view, WorkflowDefinition? definition) => view.Waits
        .GroupBy(w => w.ActivityId)
        .Select(waits =>
        {
            var row = view.Journal.LastOrDefault(j => j.ActivityId == waits.Key && j.Event is JournalEvent.Waiting);
            var type = definition?.Activities.FirstOrDefault(a => a.Id == waits.Key)?.Type ?? row?.ActivityType ?? "";
            return new WachtendeStap(type, TitleOf(definition, waits.Key, type), row?.At ?? view.StartedAt, waits.Min(w => w.Deadline));
        });

    // As the definition names it; where it does not, the step type tells what it does.
    private string TitleOf(WorkflowDefinition? definition, string activityId, string type)
    {
        var activity = definition?.Activities.FirstOrDefault(a => a.Id == activityId);
        return CultureInfo.CurrentUICulture.TwoLetterISOLanguageName is "en"
            ? activity?.NameEn ?? steps.Find(type)?.TitleEn ?? type
            : activity?.Name ?? steps.Find(type)?.TitleNl ?? type;
    }
}
