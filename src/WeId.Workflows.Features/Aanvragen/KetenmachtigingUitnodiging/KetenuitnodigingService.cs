using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Features.Beoordeling.Stukken;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.KetenmachtigingUitnodiging;

/// <summary>An uitnodiging as the relation sees it.</summary>
/// <param name="Sessie">What it holds from now on instead of the code of the link.</param>
/// <param name="Upload">With which a file can be sent, and nothing else done.</param>
/// <param name="Functionarissen">Natural persons who act for the relation; empty when the Handelsregister does not answer.</param>
/// <param name="Vertegenwoordiger">Who was named; null before that.</param>
/// <param name="Gekozen">What was granted; empty before that.</param>
/// <param name="Formulier">Name and size of the signed form; null before it came.</param>
public sealed record KetenuitnodigingStand(
    string Sessie,
    string Upload,
    string Intermediair,
    string IntermediairKvk,
    string Relatie,
    string RelatieKvk,
    IReadOnlyList<KetenDekking> Dekkingen,
    KetenDuur Duur,
    DateOnly Uiterlijk,
    IReadOnlyList<Functionaris> Functionarissen,
    string? Vertegenwoordiger,
    IReadOnlyList<KetenDekking> Gekozen,
    DateOnly? Einddatum,
    (string Naam, long Bytes)? Formulier);

/// <summary>What the wettelijk vertegenwoordiger fills in.</summary>
public sealed record RelatieVoorstel(string? Vertegenwoordiger, IReadOnlyList<KetenKeuze> Diensten, KetenDuur Duur);

/// <summary>The acts of a relation that was invited. Nobody is signed in: what it holds is the code of the link, then a session.</summary>
public sealed class KetenuitnodigingService
{
    private const string Sessie = "ketenuitnodiging.sessie";
    private const string Upload = "ketenuitnodiging.upload";
    private const int MaxNaam = 200;

    private readonly UseCases useCases;
    private readonly IDbContextFactory<WeIdDbContext> contexts;
    private readonly ActivatieSessies sessies;
    private readonly Pogingenrem rem;
    private readonly Codes codes;
    private readonly IHandelsregister handelsregister;
    private readonly IBijlageInspector inspector;
    private readonly StukService stukken;
    private readonly KetenformulierMaker formulieren;
    private readonly BeoordelingService beoordeling;
    private readonly TimeProvider time;

    internal KetenuitnodigingService(
        UseCases useCases,
        IDbContextFactory<WeIdDbContext> contexts,
        ActivatieSessies sessies,
        Pogingenrem rem,
        Codes codes,
        IHandelsregister handelsregister,
        IBijlageInspector inspector,
        StukService stukken,
        KetenformulierMaker formulieren,
        BeoordelingService beoordeling,
        TimeProvider time)
    {
        this.useCases = useCases;
        this.contexts = contexts;
        this.sessies = sessies;
        this.rem = rem;
        this.codes = codes;
        this.handelsregister = handelsregister;
        this.inspector = inspector;
        this.stukken = stukken;
        this.formulieren = formulieren;
        this.beoordeling = beoordeling;
        this.time = time;
    }

    /// <summary>The code of the link. A wrong, late or used one has one answer, and changes nothing.</summary>
    /// <param name="adres">Address of the computer, or what else tells one visitor from another: wrong tries are counted by it.</param>
    public async Task<Result<KetenuitnodigingStand>> BeginAsync(string code, string adres, CancellationToken ct)
    {
        var key = $"keten:{adres}";
        if (rem.IsShut(key))
        {
            return new TooManyPogingen((int)Pogingenrem.Venster.TotalMinutes);
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var hash = KetenCodes.Hash(codes, code);
        if (await db.KetenUitnodigingen.AsNoTracking().SingleOrDefaultAsync(u => u.SleutelHash == hash, ct) is not { } uitnodiging || !uitnodiging.IsOpen(Now().Today))
        {
            rem.Count(key);
            return new KetenlinkWrong();
        }

        return await StandAsync(sessies.Make(uitnodiging.Id, Sessie), ct);
    }

    /// <summary>How far it is.</summary>
    public async Task<Result<KetenuitnodigingStand>> StandAsync(string sessie, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await LoadAsync(db, sessie, Sessie, ct) is not { } uitnodiging)
        {
            return new KetenlinkWrong();
        }

        var intermediair = await db.Organisaties.AsNoTracking().SingleAsync(o => o.Id == uitnodiging.OrganisatieId, ct);
        var aanvraag = await db.Aanvragen.AsNoTracking().SingleAsync(a => a.Id == uitnodiging.AanvraagId, ct);
        var gegevens = AanvraagGegevens.Read<KetenmachtigingUitnodigingGegevens>(aanvraag);
        var keuze = uitnodiging.Keuze is { } json ? JsonSerializer.Deserialize<RelatieKeuze>(json) : null;
        var formulier = await db.Dossierstukken.AsNoTracking()
            .Where(s => s.AanvraagId == aanvraag.Id && s.Soort == KetenmachtigingUitnodigingGegevens.Formulier)
            .Select(s => new { s.Bestandsnaam, s.Versleuteld.Length })
            .SingleOrDefaultAsync(ct);
        var (inschrijving, _) = await AskAsync(uitnodiging.RelatieKvk, ct);
        return new KetenuitnodigingStand(
            sessie,
            sessies.Make(uitnodiging.Id, Upload),
            intermediair.Naam,
            intermediair.KvkNummer.Value,
            uitnodiging.RelatieNaam,
            uitnodiging.RelatieKvk.Value,
            gegevens.Dekkingen,
            gegevens.Duur,
            uitnodiging.Uiterlijk,
            [.. (inschrijving?.Functionarissen ?? []).Where(f => !f.IsRechtspersoon && !f.IsBelemmerd)],
            uitnodiging.Vertegenwoordiger,
            keuze?.Dekkingen ?? [],
            keuze?.Einddatum,
            formulier is null ? null : (formulier.Bestandsnaam, formulier.Length));
    }

    /// <summary>He says who he is and what he grants. A form that was signed for another choice is of no use any more.</summary>
    public Task<Result<Done>> KiesAsync(string sessie, RelatieVoorstel voorstel, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(voorstel);
        return RunAsync(
            sessie,
            Sessie,
            async (scope, handeling, uitnodiging, token) =>
            {
                var aanvraag = await scope.Db.Aanvragen.SingleAsync(a => a.Id == uitnodiging.AanvraagId, token);
                var gevraagd = AanvraagGegevens.Read<KetenmachtigingUitnodigingGegevens>(aanvraag).Dekkingen;
                var gekozen = gevraagd.Where(d => voorstel.Diensten.Contains(d.Keuze)).ToList();
                var naam = voorstel.Vertegenwoordiger?.Trim() ?? "";
                var dag = voorstel.Duur.LaatsteDag(handeling.Today);
                List<Refusal> refusals =
                [
                    .. naam.Length == 0 ? new Refusal[] { new Required { Field = nameof(RelatieVoorstel.Vertegenwoordiger) } } : [],
                    .. naam.Length > MaxNaam || naam.Any(char.IsControl) ? new Refusal[] { new NotValid("Tekst") { Field = nameof(RelatieVoorstel.Vertegenwoordiger) } } : [],
                    .. gekozen.Count == 0 ? new Refusal[] { new Required { Field = nameof(RelatieVoorstel.Diensten) } } : [],
                    .. dag.Refusals,
                ];
                if (refusals.Count > 0)
                {
                    return Result.Refused<Done>(refusals);
                }

                var keuze = JsonSerializer.Serialize(new RelatieKeuze(gekozen, dag.Value));
                if (keuze != uitnodiging.Keuze || naam != uitnodiging.Vertegenwoordiger)
                {
                    await RemoveFormAsync(scope, handeling, uitnodiging, token);
                }

                if (uitnodiging.Choose(handeling, naam, keuze) is { } refusal)
                {
                    return refusal;
                }

                scope.Db.Audit.Add(AuditRegel.Of(handeling, "KetenkeuzeGemaakt", uitnodiging.AanvraagId));
                return default(Done);
            },
            ct);
    }

    /// <summary>The form to sign, as PDF; null when there is nothing to sign (any more).</summary>
    public async Task<(string Naam, byte[] Pdf)?> FormulierAsync(string sessie, string taal, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await LoadAsync(db, sessie, Sessie, ct) is not { Keuze: not null } uitnodiging)
        {
            return null;
        }

        return await formulieren.MakeAsync(db, uitnodiging, taal, ct);
    }

    /// <summary>Keeps the signed form; it takes the place of an earlier one.</summary>
    /// <param name="upload">As <see cref="KetenuitnodigingStand.Upload"/>.</param>
    public async Task<Result<Done>> UploadAsync(string upload, string bestandsnaam, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        if (!await MayUploadAsync(upload, ct))
        {
            return new NotAllowed();
        }

        // Before the transaction: reading a large image would keep every other writer waiting.
        var inspectie = inspector.Inspect(bestandsnaam, content, ct);
        return inspectie is not BijlageInspectie.Geaccepteerd accepted ? ((BijlageInspectie.Geweigerd)inspectie).Reden : await RunAsync(
            upload,
            Upload,
            async (scope, handeling, uitnodiging, token) =>
            {
                if (uitnodiging.Keuze is null)
                {
                    return new NotAllowed();
                }

                await RemoveFormAsync(scope, handeling, uitnodiging, token);
                var stuk = stukken.Seal(uitnodiging.AanvraagId, null, KetenmachtigingUitnodigingGegevens.Formulier, bestandsnaam, accepted, handeling.At);
                scope.Db.Dossierstukken.Add(stuk);
                scope.Db.Audit.Add(AuditRegel.Of(handeling, "StukOntvangen", uitnodiging.AanvraagId, JsonSerializer.Serialize(new { stuk = stuk.Id, stuk.Soort, stuk.Hash })));
                return default(Done);
            },
            ct);
    }

    /// <summary>Takes the form out again.</summary>
    public Task<Result<Done>> RemoveAsync(string upload, CancellationToken ct) => RunAsync(
        upload,
        Upload,
        async (scope, handeling, uitnodiging, token) =>
        {
            await RemoveFormAsync(scope, handeling, uitnodiging, token);
            return default(Done);
        },
        ct);

    /// <summary>Whether a file may be sent with it, asked before a byte is read.</summary>
    public async Task<bool> MayUploadAsync(string upload, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await LoadAsync(db, upload, Upload, ct) is { Keuze: not null };
    }

    /// <summary>The form was signed and uploaded: the review begins.</summary>
    public async Task<Result<Done>> OndertekenAsync(string sessie, CancellationToken ct)
    {
        var controles = await ControlesAsync(sessies.Read(sessie, Sessie), ct);
        return await RunAsync(
            sessie,
            Sessie,
            async (scope, handeling, uitnodiging, token) =>
            {
                if (!await scope.Db.Dossierstukken.AnyAsync(s => s.AanvraagId == uitnodiging.AanvraagId && s.Soort == KetenmachtigingUitnodigingGegevens.Formulier, token))
                {
                    return new KetenformulierMissing { Field = "Formulier" };
                }

                if (uitnodiging.Sign(handeling) is { } refusal)
                {
                    return refusal;
                }

                (await scope.Db.Aanvragen.SingleAsync(a => a.Id == uitnodiging.AanvraagId, token)).RecordControles(Controles.Write(controles));
                return await CloseAsync(scope, handeling, uitnodiging, WachtOpRelatieStep.Ondertekend, "KetenformulierOntvangen", token);
            },
            ct);
    }

    /// <summary>The signed form comes by post.</summary>
    public Task<Result<Done>> PerPostAsync(string sessie, CancellationToken ct) => RunAsync(
        sessie,
        Sessie,
        async (scope, handeling, uitnodiging, token) => uitnodiging.AnnouncePost(handeling) is { } refusal
            ? refusal
            : await CloseAsync(scope, handeling, uitnodiging, WachtOpRelatieStep.PerPost, "KetenformulierPerPost", token),
        ct);

    /// <summary>The relation does not want it.</summary>
    public Task<Result<Done>> WeigerAsync(string sessie, CancellationToken ct) => RunAsync(
        sessie,
        Sessie,
        async (scope, handeling, uitnodiging, token) =>
        {
            await RemoveFormAsync(scope, handeling, uitnodiging, token);
            var aanvraag = await scope.Db.Aanvragen.SingleAsync(a => a.Id == uitnodiging.AanvraagId, token);
            return (uitnodiging.Decline(handeling) ?? aanvraag.Withdraw()) is { } refusal
                ? refusal
                : await CloseAsync(scope, handeling, uitnodiging, WachtOpRelatieStep.Geweigerd, "KetenuitnodigingGeweigerd", token);
        },
        ct);

    /// <summary>The postkamer registers the signed form, with its scan.</summary>
    public async Task<Result<Done>> OntvangenAsync(Handeling handeling, Guid taakId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var id = await db.KetenUitnodigingen.Where(u => db.Taken.Any(t => t.Id == taakId && t.AanvraagId == u.AanvraagId)).Select(u => (Guid?)u.Id).SingleOrDefaultAsync(ct);
        var controles = await ControlesAsync(id, ct);
        return await beoordeling.CompleteAsync(
            handeling,
            taakId,
            TaakSoort.KetenformulierOntvangst,
            VraagKetenformulierStep.Ontvangen,
            null,
            "KetenformulierOntvangen",
            async (scope, aanvraagId, token) =>
            {
                if (!await scope.Db.Dossierstukken.AnyAsync(s => s.TaakId == taakId && s.Soort == KetenmachtigingUitnodigingGegevens.Formulier, token))
                {
                    return new KetenformulierMissing { Field = "Formulier" };
                }

                var uitnodiging = await scope.Db.KetenUitnodigingen.SingleAsync(u => u.AanvraagId == aanvraagId, token);
                (await scope.Db.Aanvragen.SingleAsync(a => a.Id == aanvraagId, token)).RecordControles(Controles.Write(controles));
                return uitnodiging.Receive(handeling);
            },
            ct);
    }

    private static async Task RemoveFormAsync(UseCaseScope scope, Handeling handeling, KetenUitnodiging uitnodiging, CancellationToken ct)
    {
        foreach (var stuk in await scope.Db.Dossierstukken.Where(s => s.AanvraagId == uitnodiging.AanvraagId && s.Soort == KetenmachtigingUitnodigingGegevens.Formulier).ToListAsync(ct))
        {
            scope.Db.Dossierstukken.Remove(stuk);
            scope.Db.Audit.Add(AuditRegel.Of(handeling, "StukVerwijderd", uitnodiging.AanvraagId, JsonSerializer.Serialize(new { stuk = stuk.Id, stuk.Soort, stuk.Hash })));
        }
    }

    private static async Task<Result<Done>> CloseAsync(UseCaseScope scope, Handeling handeling, KetenUitnodiging uitnodiging, string uitkomst, string wat, CancellationToken ct)
    {
        // The deadline, the withdrawal and this answer end the same wait, so only one of them wins.
        if (await scope.WaitStore.FindOpenAsync(uitnodiging.AanvraagId, WachtOpRelatieStep.WaitName, ct) is not { } wait
            || !await scope.Waits.CloseAsync(wait, uitkomst, new Dictionary<string, object?>(), "event", handeling.At, ct))
        {
            return new SomebodyWasFirst("");
        }

        scope.Db.Audit.Add(AuditRegel.Of(handeling, wat, uitnodiging.AanvraagId));
        return default(Done);
    }

    private async Task<IReadOnlyList<Controle>> ControlesAsync(Guid? id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.KetenUitnodigingen.AsNoTracking().SingleOrDefaultAsync(u => u.Id == id, ct) is not { } uitnodiging)
        {
            return [];
        }

        var (inschrijving, isSilent) = await AskAsync(uitnodiging.RelatieKvk, ct);
        return isSilent
            ? KetenControles.Silent(uitnodiging.RelatieKvk.Value)
            : KetenControles.Check(uitnodiging.RelatieKvk.Value, uitnodiging.Vertegenwoordiger ?? "", inschrijving);
    }

    private async Task<(Inschrijving? Inschrijving, bool IsSilent)> AskAsync(KvkNummer kvk, CancellationToken ct)
    {
        try
        {
            return (await handelsregister.FindAsync(kvk, ct), false);
        }
        catch (Exception e) when (e is HandelsregisterNietBereikbaarException or HandelsregisterWeigertException)
        {
            // He goes on without it: a person looks at his authority anyway.
            return (null, true);
        }
    }

    private Handeling Now()
    {
        var now = time.GetUtcNow();
        return new(Guid.CreateVersion7(now), now);
    }

    private async Task<KetenUitnodiging?> LoadAsync(WeIdDbContext db, string sessie, string doel, CancellationToken ct) =>
        sessies.Read(sessie, doel) is { } id
            && await db.KetenUitnodigingen.SingleOrDefaultAsync(u => u.Id == id, ct) is { } uitnodiging
            && uitnodiging.IsOpen(Now().Today)
            ? uitnodiging
            : null;

    private Task<Result<Done>> RunAsync(
        string sessie, string doel, Func<UseCaseScope, Handeling, KetenUitnodiging, CancellationToken, Task<Result<Done>>> act, CancellationToken ct)
    {
        var begun = Now();
        return useCases.RunAsync<Done>(
            begun,

            // The time is taken when it is his turn to write: a second after the last day is late, also when he queued before.
            async (scope, token) => await LoadAsync(scope.Db, sessie, doel, token) is { } uitnodiging
                ? await act(scope, begun with { At = time.GetUtcNow() }, uitnodiging, token)
                : new KetenlinkWrong(),
            ct);
    }
}

/// <summary>The link does not lead anywhere: wrong, used, replaced by a newer one, or too late. Deliberately one answer for all.</summary>
public sealed record KetenlinkWrong : Refusal;

/// <summary>The signed form is missing.</summary>
public sealed record KetenformulierMissing : Refusal;
