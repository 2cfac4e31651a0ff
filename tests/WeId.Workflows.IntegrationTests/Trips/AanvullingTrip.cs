using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen.Aanvullingen;
using WeId.Workflows.Features.Aanvragen.Concepten;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>
/// A new user about whom the reviewer asks for a supplement; the beheerder sends new copies and the middel is granted. Cut off and
/// run again, everybody goes on with the same operation ids.
/// </summary>
internal sealed class AanvullingTrip(TestWorld world, string niveau = "EH2+")
{
    private readonly NieuweGebruikerTrip trip = new(world, niveau, TweedeFactor.Sms);
    private readonly Aanvuller aanvuller = new(world);

    /// <summary>People, company and draft; once.</summary>
    public Task PrepareAsync() => trip.PrepareAsync();

    /// <summary>From the submission to the invitation.</summary>
    public async Task RunAsync()
    {
        await SubmitAsync();
        await aanvuller.AskAsync("Eerste");
        await world.SettleAsync();
        await aanvuller.AnswerAsync("Hier is een scherpe foto.", DocumentZijde.Voorzijde, DocumentZijde.Achterzijde);
        await world.SettleAsync();
        await new Beoordelaars(world).ReviewAsync();
    }

    /// <summary>The aanvraag lies before the reviewers.</summary>
    public async Task SubmitAsync()
    {
        await PrepareAsync();
        await trip.SubmitAsync();
        await world.SettleAsync();
    }
}

/// <summary>A reviewer who asks for a supplement to the latest aanvraag, and the beheerder who answers.</summary>
internal sealed class Aanvuller(TestWorld world)
{
    /// <summary>The reviewer of a stage asks, unless he has.</summary>
    public async Task AskAsync(string fase, params string[] redenen)
    {
        if (await world.ReadAsync(db => db.Aanvullingen.AnyAsync()))
        {
            return;
        }

        var taak = await TaakAsync(fase);
        Check(await ClaimAsync(taak, fase));
        Check(await AskAsync(taak, fase, redenen is [] ? ["KopieOnleesbaar", "Anders"] : redenen, "De foto is te donker."));
    }

    /// <summary>He takes the task.</summary>
    public async Task<Result<Done>> ClaimAsync(BeoordelingsTaak taak, string alsFase) => await world.Services.GetRequiredService<BeoordelingService>()
        .ClaimAsync(await ActAsync(taak.Id, $"oppakken {alsFase}", alsFase), taak.Id, CancellationToken.None);

    /// <summary>He asks this.</summary>
    public async Task<Result<Done>> AskAsync(BeoordelingsTaak taak, string alsFase, IReadOnlyList<string> redenen, string? toelichting) => await world.Services
        .GetRequiredService<BeoordelingService>()
        .AskAanvullingAsync(await ActAsync(taak.Id, "vragen", alsFase), taak.Id, new(redenen, toelichting), CancellationToken.None);

    /// <summary>The beheerder answers, unless somebody has.</summary>
    public async Task AnswerAsync(string? antwoord, params DocumentZijde[] kopieen)
    {
        var aanvulling = await world.ReadAsync(db => db.Aanvullingen.AsNoTracking().OrderByDescending(a => a.GevraagdOp).FirstAsync());
        if (aanvulling.Status is not AanvullingStatus.Gevraagd)
        {
            return;
        }

        await WriteAsync(antwoord, kopieen);
        Check(await SendAsync());
    }

    /// <summary>He writes an answer and adds copies; nothing is sent yet.</summary>
    public async Task WriteAsync(string? antwoord, params DocumentZijde[] kopieen)
    {
        var (account, aanvraag) = (await BeheerderAsync(), await AanvraagAsync());
        var concepten = world.Services.GetRequiredService<ConceptService>();
        var opened = await concepten.OpenAsync<AanvullingFormulier>(Act(account, aanvraag), AanvullingRows.ConceptType(aanvraag.Id), CancellationToken.None);
        Check(opened);
        var id = opened.Value!.Id;
        opened.Value.Formulier.Antwoord = antwoord;
        Check(await concepten.SaveAsync(Act(account, aanvraag), id, opened.Value.Formulier, CancellationToken.None));
        foreach (var zijde in kopieen.Except(await world.ReadAsync(db => db.Bijlagen.Where(b => b.ConceptId == id).Select(b => b.Zijde).ToListAsync())))
        {
            var bijlageId = Given.Id();
            var (versleuteld, sleutel) = world.Services.GetRequiredService<DocumentKluis>().Encrypt(bijlageId, [4, 5, 6]);
            await world.SeedAsync(new Bijlage(
                bijlageId, id, aanvraag.OrganisatieId, account, zijde, $"{zijde}.png", "image/png", 3, versleuteld, sleutel, world.Time.GetUtcNow()));
        }
    }

    /// <summary>He sends what he wrote.</summary>
    /// <param name="at">The moment of his click; default: now.</param>
    public async Task<Result<Done>> SendAsync(DateTimeOffset? at = null)
    {
        var aanvraag = await AanvraagAsync();
        var aanvulling = await world.ReadAsync(db => db.Aanvullingen.AsNoTracking().OrderByDescending(a => a.GevraagdOp).FirstAsync());
        var handeling = Act(await BeheerderAsync(), aanvraag) with { OperationId = DerivedId.From(aanvulling.Id, "antwoorden") };
        return await world.Services.GetRequiredService<AanvullingBeantwoorden>()
            .RunAsync(at is { } click ? handeling with { At = click } : handeling, aanvraag.Id, CancellationToken.None);
    }

    /// <summary>The latest aanvraag.</summary>
    public Task<Aanvraag> AanvraagAsync() => world.ReadAsync(db => db.Aanvragen.AsNoTracking().OrderByDescending(a => a.Nummer).FirstAsync());

    /// <summary>The account of its aanvrager.</summary>
    public Task<Guid> BeheerderAsync() => world.ReadAsync(db => db.Aanvragen.OrderByDescending(a => a.Nummer)
        .Join(db.Users, a => a.AanvragerId, u => u.PersoonId, (_, u) => u.Id).FirstAsync());

    /// <summary>The latest task of a stage.</summary>
    public Task<BeoordelingsTaak> TaakAsync(string fase) => world.ReadAsync(async db =>
    {
        var aanvraag = await db.Aanvragen.OrderByDescending(a => a.Nummer).Select(a => a.Id).FirstAsync();
        return await db.Taken.AsNoTracking()
            .Where(t => t.AanvraagId == aanvraag && t.Soort == TaakSoort.Beoordeling && t.Fase == fase)
            .OrderBy(t => t.Status == TaakStatus.Besloten)
            .ThenByDescending(t => t.AangemaaktOp)
            .FirstAsync();
    });

    private static void Check<T>(Result<T> result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(", ", result.Refusals));
        }
    }

    // The one who reviews the stage, as Beoordelaars divides them.
    private async Task<Handeling> ActAsync(Guid taakId, string wat, string fase)
    {
        var accounts = await Beoordelaars.AccountsAsync(world);
        return new(DerivedId.From(taakId, wat), world.Time.GetUtcNow()) { AccountId = accounts[fase.EndsWith("Eerste", StringComparison.Ordinal) ? 0 : 1] };
    }

    private Handeling Act(Guid account, Aanvraag aanvraag) => world.Handeling(account, aanvraag.OrganisatieId);
}
