using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Contracten;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Aanvragen.Bijlagen;
using WeId.Workflows.Features.Aanvragen.Contracten;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.EersteBeheerder;

/// <summary>What a visitor who is not signed in does before he submits: look his company up and upload a document. How often is limited by where he comes from.</summary>
public sealed class EersteBeheerderLoket : IBezoekerLoket
{
    private const string Upload = "eerste-beheerder.upload";

    private readonly Bedrijfzoeker zoeker;
    private readonly BijlageService bijlagen;
    private readonly IDbContextFactory<WeIdDbContext> contexts;
    private readonly ActivatieSessies sessies;
    private readonly Pogingenrem rem;
    private readonly TimeProvider time;

    internal EersteBeheerderLoket(
        Bedrijfzoeker zoeker, BijlageService bijlagen, IDbContextFactory<WeIdDbContext> contexts, ActivatieSessies sessies, Pogingenrem rem, TimeProvider time)
    {
        this.zoeker = zoeker;
        this.bijlagen = bijlagen;
        this.contexts = contexts;
        this.sessies = sessies;
        this.rem = rem;
        this.time = time;
    }

    /// <summary>The company, when it can get a first beheerder.</summary>
    /// <param name="adres">Address of the computer, or what else tells one visitor from another.</param>
    public async Task<Result<GevondenOrganisatie>> FindAsync(string? nummer, string adres, CancellationToken ct)
    {
        if (Limit("zoeken", adres) is { } tooMany)
        {
            return tooMany;
        }

        var found = await zoeker.FindAsync(nummer, ct);
        if (!found.Succeeded)
        {
            return found.Refusals[0] with { Field = nameof(EersteBeheerderFormulier.Nummer) };
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await RefuseAsync(db, found.Value, ct) is { } refusal ? refusal : found;
    }

    /// <summary>With which a file can be sent into this draft, and nothing else done.</summary>
    public string UploadSleutel(Guid conceptId) => sessies.Make(conceptId, Upload);

    /// <summary>The uploads of a draft.</summary>
    public Task<IReadOnlyList<BijlageRij>> ListAsync(Guid conceptId, CancellationToken ct) => bijlagen.ListOfVisitorAsync(conceptId, ct);

    /// <inheritdoc />
    public Refusal? RefuseUpload(string sleutel, string adres) => sessies.Read(sleutel, Upload) is null ? new NotAllowed() : Limit("upload", adres);

    /// <inheritdoc />
    public async Task<Result<Guid>> StoreAsync(string sleutel, DocumentZijde zijde, string bestandsnaam, ReadOnlyMemory<byte> content, CancellationToken ct) =>
        sessies.Read(sleutel, Upload) is { } concept
            ? await bijlagen.StoreOfVisitorAsync(Now(), concept, zijde, bestandsnaam, content, ct)
            : new NotAllowed();

    /// <inheritdoc />
    public async Task<Result<Done>> RemoveAsync(string sleutel, DocumentZijde zijde, CancellationToken ct) =>
        sessies.Read(sleutel, Upload) is { } concept ? await bijlagen.RemoveOfVisitorAsync(Now(), concept, zijde, ct) : new NotAllowed();

    /// <summary>Too many acts of a kind from one address; null when this one is within the limit.</summary>
    internal Refusal? Limit(string wat, string adres)
    {
        var key = $"eerste-beheerder.{wat}:{adres}";
        if (rem.IsShut(key))
        {
            return new TooManyPogingen((int)Pogingenrem.Venster.TotalMinutes);
        }

        rem.Count(key);
        return null;
    }

    /// <summary>Why this company gets no first beheerder; null when it can get one.</summary>
    internal static async Task<Refusal?> RefuseAsync(WeIdDbContext db, GevondenOrganisatie gevonden, CancellationToken ct)
    {
        var kvk = gevonden.Inschrijving.KvkNummer;
        var vestiging = gevonden.Vestiging?.Nummer;
        var beheerders = await db.Koppelingen
            .Where(k => k.Organisatie.KvkNummer == kvk && k.Organisatie.Vestigingsnummer == vestiging && k.Rol == Rol.Beheerder)
            .Select(k => k.Status)
            .Distinct()
            .ToListAsync(ct);
        return Domain.Contracten.EersteBeheerder.RefuseBedrijf(gevonden.Naam, beheerders) is { } refusal
            ? refusal with { Field = nameof(EersteBeheerderFormulier.Nummer) }
            : null;
    }

    private Handeling Now()
    {
        var now = time.GetUtcNow();
        return new(Guid.CreateVersion7(now), now);
    }
}
