using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Features.Aanvragen.Aanvullingen;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Geheimen;

namespace WeId.Workflows.Features.Aanvragen.KetenmachtigingUitnodiging;

/// <summary>A question about its form, as the relation sees it.</summary>
/// <param name="Sessie">What it holds from now on instead of the code of the link.</param>
public sealed record KetenaanvullingStand(string Sessie, string Intermediair, string Relatie, string Vertegenwoordiger, LoketVraag Vraag);

/// <summary>What a reviewer asks about a form that a relation signed. Nobody is signed in: what it holds is the code of the link, then a session.</summary>
public sealed class KetenaanvullingService
{
    private const string Sessie = "ketenaanvulling.sessie";

    private readonly IDbContextFactory<WeIdDbContext> contexts;
    private readonly ActivatieSessies sessies;
    private readonly Pogingenrem rem;
    private readonly Codes codes;
    private readonly AanvullingLoket loket;
    private readonly KetenformulierMaker formulieren;

    internal KetenaanvullingService(
        IDbContextFactory<WeIdDbContext> contexts, ActivatieSessies sessies, Pogingenrem rem, Codes codes, AanvullingLoket loket, KetenformulierMaker formulieren)
    {
        this.contexts = contexts;
        this.sessies = sessies;
        this.rem = rem;
        this.codes = codes;
        this.loket = loket;
        this.formulieren = formulieren;
    }

    /// <summary>The code of the link. A wrong, late or used one has one answer, and changes nothing.</summary>
    /// <param name="adres">Address of the computer, or what else tells one visitor from another: wrong tries are counted by it.</param>
    public async Task<Result<KetenaanvullingStand>> BeginAsync(string code, string adres, CancellationToken ct)
    {
        var key = $"keten:{adres}";
        if (rem.IsShut(key))
        {
            return new TooManyPogingen((int)Pogingenrem.Venster.TotalMinutes);
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var hash = KetenCodes.Hash(codes, code);
        if (await db.KetenUitnodigingen.AsNoTracking().SingleOrDefaultAsync(u => u.SleutelHash == hash, ct) is { } uitnodiging
            && await ShowAsync(db, uitnodiging, sessies.Make(uitnodiging.Id, Sessie), ct) is { } stand)
        {
            return stand;
        }

        rem.Count(key);
        return new KetenlinkWrong();
    }

    /// <summary>What is asked still.</summary>
    public async Task<Result<KetenaanvullingStand>> StandAsync(string sessie, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindAsync(db, sessie, ct) is { } uitnodiging && await ShowAsync(db, uitnodiging, sessie, ct) is { } stand ? stand : new KetenlinkWrong();
    }

    /// <summary>The form to sign again, as PDF; null when nothing is asked (any more).</summary>
    public async Task<(string Naam, byte[] Pdf)?> FormulierAsync(string sessie, string taal, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindAsync(db, sessie, ct) is { } uitnodiging && await ShowAsync(db, uitnodiging, sessie, ct) is not null
            ? await formulieren.MakeAsync(db, uitnodiging, taal, ct)
            : null;
    }

    private async Task<KetenUitnodiging?> FindAsync(WeIdDbContext db, string sessie, CancellationToken ct) =>
        sessies.Read(sessie, Sessie) is { } id ? await db.KetenUitnodigingen.AsNoTracking().SingleOrDefaultAsync(u => u.Id == id, ct) : null;

    private async Task<KetenaanvullingStand?> ShowAsync(WeIdDbContext db, KetenUitnodiging uitnodiging, string sessie, CancellationToken ct)
    {
        var aanvraag = await db.Aanvragen.AsNoTracking().SingleAsync(a => a.Id == uitnodiging.AanvraagId, ct);
        return await loket.FindAsync(db, aanvraag, ct) is { } vraag
            ? new(
                sessie,
                await db.Organisaties.Where(o => o.Id == uitnodiging.OrganisatieId).Select(o => o.Naam).SingleAsync(ct),
                uitnodiging.RelatieNaam,
                uitnodiging.Vertegenwoordiger!,
                vraag)
            : null;
    }
}
