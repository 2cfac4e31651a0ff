using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Activaties;

/// <summary>The activation letter, sent anew: another code for the days that are left, and what the user has done so far stays.</summary>
internal sealed class Activatiebrief(IGeheimen geheimen, Uitnodiger uitnodiger) : ICodebrief
{
    public string Template => TemplateGegevens.NameOf(typeof(ActivatiebriefGegevens));

    public async Task<Result<Verzending>> SendAnewAsync(UseCaseScope scope, Handeling handeling, Verzending brief, string? adres, CancellationToken ct)
    {
        if (await FindAsync(scope.Db, brief, ct) is not { } activatie
            || !(activatie.IsOpen || activatie.Status is ActivatieStatus.Onbestelbaar)
            || handeling.Today > activatie.Uiterlijk
            || !(await scope.Db.ActiveerbaarAsync(activatie.AanvraagId, ct)).Exists(w => w.Status is KoppelingStatus.WachtenOpActivatie))
        {
            return new BriefCodeVoorbij();
        }

        return await uitnodiger.AddAsync(
            scope.Db, VerzendingMaker.In(scope, geheimen), activatie.AanvraagId, nameof(VerzendKanaal.Post), handeling.At, new(brief.Id, adres), ct);
    }

    public async Task<bool> LapseAsync(WeIdDbContext db, Verzending brief, CancellationToken ct)
    {
        if (await FindAsync(db, brief, ct) is not { IsOpen: true } activatie)
        {
            return false;
        }

        activatie.MarkOnbestelbaar();
        return true;
    }

    // An uitnodiging and its letter are of the same instant: any other letter belongs to a code that ended.
    private static Task<Activatie?> FindAsync(WeIdDbContext db, Verzending brief, CancellationToken ct) =>
        db.Activaties.SingleOrDefaultAsync(a => a.AanvraagId == brief.AanvraagId && a.UitgenodigdOp == brief.AangemaaktOp && a.Status != ActivatieStatus.Vervangen, ct);
}
