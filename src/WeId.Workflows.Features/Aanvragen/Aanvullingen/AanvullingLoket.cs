using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen.Bijlagen;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.Aanvullingen;

/// <summary>What is asked of who cannot sign in .</summary>
/// <param name="Sessie">With which he answers; of use for a while.</param>
/// <param name="Upload">With which a file can be sent into his answer, and nothing else done.</param>
public sealed record LoketVraag(string Sessie, string Upload, GevraagdeAanvulling Gevraagd);

/// <summary>Takes the answer of who cannot sign in; the page with his personal link gives him what he needs for it. How often is limited by where he comes from.</summary>
public sealed class AanvullingLoket : IBezoekerLoket
{
    private const string Antwoord = "aanvulling.antwoord";
    private const string Upload = "aanvulling.upload";

    private readonly UseCases useCases;
    private readonly AanvraagSoorten soorten;
    private readonly AanvullingVerwerking verwerking;
    private readonly BijlageService bijlagen;
    private readonly ActivatieSessies sessies;
    private readonly Pogingenrem rem;
    private readonly TimeProvider time;

    internal AanvullingLoket(
        UseCases useCases,
        AanvraagSoorten soorten,
        AanvullingVerwerking verwerking,
        BijlageService bijlagen,
        ActivatieSessies sessies,
        Pogingenrem rem,
        TimeProvider time)
    {
        this.useCases = useCases;
        this.soorten = soorten;
        this.verwerking = verwerking;
        this.bijlagen = bijlagen;
        this.sessies = sessies;
        this.rem = rem;
        this.time = time;
    }

    /// <summary>The files of his answer so far.</summary>
    public async Task<IReadOnlyList<BijlageRij>> ListAsync(string upload, CancellationToken ct) =>
        sessies.Read(upload, Upload) is { } id ? await bijlagen.ListOfVisitorAsync(id, ct) : [];

    /// <inheritdoc />
    public Refusal? RefuseUpload(string sleutel, string adres) => sessies.Read(sleutel, Upload) is null ? new NotAllowed() : Limit("upload", adres);

    /// <inheritdoc />
    public async Task<Result<Guid>> StoreAsync(string sleutel, DocumentZijde zijde, string bestandsnaam, ReadOnlyMemory<byte> content, CancellationToken ct) =>
        sessies.Read(sleutel, Upload) is { } id
            ? await bijlagen.StoreOfVisitorAsync(Now(), id, zijde, bestandsnaam, content, ct, IsAsked(id))
            : new NotAllowed();

    /// <inheritdoc />
    public async Task<Result<Done>> RemoveAsync(string sleutel, DocumentZijde zijde, CancellationToken ct) =>
        sessies.Read(sleutel, Upload) is { } id ? await bijlagen.RemoveOfVisitorAsync(Now(), id, zijde, ct, IsAsked(id)) : new NotAllowed();

    /// <summary>Sends the answer, with the files that were uploaded for it; a repeat sends nothing twice.</summary>
    /// <param name="sessie">As <see cref="LoketVraag.Sessie"/>.</param>
    /// <param name="adres">Address of the computer, or what else tells one visitor from another.</param>
    public async Task<Result<Done>> AnswerAsync(string sessie, string? antwoord, string adres, CancellationToken ct)
    {
        if (Limit("antwoord", adres) is { } tooMany)
        {
            return tooMany;
        }

        if (sessies.Read(sessie, Antwoord) is not { } id)
        {
            return new AanvraaglinkWrong();
        }

        var begun = new Handeling(DerivedId.From(id, "antwoorden"), time.GetUtcNow());
        return await useCases.RunAsync<Done>(
            begun,
            async (scope, token) =>
            {
                var aanvulling = await scope.Db.Aanvullingen.SingleAsync(a => a.Id == id, token);
                var aanvraag = await scope.Db.Aanvragen.SingleAsync(a => a.Id == aanvulling.AanvraagId, token);

                // The time is taken when it is his turn to write: a second after the last day is late, also when he queued before.
                return await verwerking.AnswerAsync(
                    scope, begun with { At = time.GetUtcNow() }, aanvraag, aanvulling, antwoord, id, soorten.Of(aanvraag).IsPubliek ? aanvraag.AanvragerId : null, token);
            },
            ct);
    }

    /// <summary>What is asked; null when that is nothing (any more), or is not for who cannot sign in. The caller knows that he has the link.</summary>
    internal async Task<LoketVraag?> FindAsync(WeIdDbContext db, Aanvraag aanvraag, CancellationToken ct)
    {
        var soort = soorten.Of(aanvraag);
        return !soort.IsAanvullingVanBeheerder
            && await db.LatestAanvullingAsync(aanvraag.Id, ct) is { Status: AanvullingStatus.Gevraagd } aanvulling
            && Now().Today <= aanvulling.Uiterlijk
            ? new(sessies.Make(aanvulling.Id, Antwoord), sessies.Make(aanvulling.Id, Upload), GevraagdeAanvulling.Of(aanvulling, aanvraag, soort, CultureInfo.CurrentUICulture))
            : null;
    }

    private static BijlageService.DraftCheck IsAsked(Guid id) => (db, ct) => db.Aanvullingen.AnyAsync(a => a.Id == id && a.Status == AanvullingStatus.Gevraagd, ct);

    private TooManyPogingen? Limit(string wat, string adres)
    {
        var key = $"aanvulling.{wat}:{adres}";
        if (rem.IsShut(key))
        {
            return new TooManyPogingen((int)Pogingenrem.Venster.TotalMinutes);
        }

        rem.Count(key);
        return null;
    }

    private Handeling Now()
    {
        var now = time.GetUtcNow();
        return new(Guid.CreateVersion7(now), now);
    }
}
