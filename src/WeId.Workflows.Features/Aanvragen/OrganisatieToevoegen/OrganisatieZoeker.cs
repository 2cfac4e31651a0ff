using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Contracten;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.OrganisatieToevoegen;

/// <summary>A company as the Handelsregister knows it, that can be added.</summary>
/// <param name="Vestiging">The one that was asked for; null for the whole company.</param>
public sealed record GevondenOrganisatie(Inschrijving Inschrijving, Vestiging? Vestiging)
{
    /// <summary>The name by which it is registered with We-ID.</summary>
    public string Naam => Vestiging?.Naam ?? Inschrijving.Naam;
}

/// <summary>Looks a company up while the beheerder waits .</summary>
public sealed class OrganisatieZoeker(IHandelsregister handelsregister, IDbContextFactory<WeIdDbContext> contexts, TimeProvider time)
{
    /// <summary>Nobody waits longer than this for an answer.</summary>
    public static readonly TimeSpan Geduld = TimeSpan.FromSeconds(8);

    /// <summary>By which a functionaris is chosen: the Handelsregister gives him no number.</summary>
    public static string KeyOf(Functionaris functionaris)
    {
        ArgumentNullException.ThrowIfNull(functionaris);
        return $"{functionaris.Naam}, {functionaris.Functie}";
    }

    /// <summary>The company, when the beheerder can add it.</summary>
    public async Task<Result<GevondenOrganisatie>> FindAsync(Handeling handeling, string? nummer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BeheerderAsync(handeling, ct) is not { } beheerder)
        {
            return new NotAllowed();
        }

        var (found, refusal) = await AskAsync(nummer, ct);
        refusal ??= found is null ? null : await RefuseOwnAsync(db, beheerder.EhMiddelId, found, ct);
        return refusal is not null ? refusal with { Field = nameof(OrganisatieToevoegenFormulier.Nummer) } : found!;
    }

    /// <summary>Why the owner of this middel cannot add it; null when he can.</summary>
    internal static async Task<Refusal?> RefuseOwnAsync(WeIdDbContext db, Guid middelId, GevondenOrganisatie gevonden, CancellationToken ct)
    {
        var kvk = gevonden.Inschrijving.KvkNummer;
        var vestiging = gevonden.Vestiging?.Nummer;
        return await db.Koppelingen.AnyAsync(
            k => k.EhMiddelId == middelId
                && k.Organisatie.KvkNummer == kvk
                && k.Organisatie.Vestigingsnummer == vestiging
                && k.Status != KoppelingStatus.Beeindigd
                && k.Status != KoppelingStatus.Afgekeurd,
            ct)
                ? new OrganisatieIsAlVanU(gevonden.Naam)
                : null;
    }

    private async Task<(GevondenOrganisatie? Found, Refusal? Refusal)> AskAsync(string? nummer, CancellationToken ct)
    {
        var isKvk = KvkNummer.TryParse(nummer, out var kvk);
        var isVestiging = Vestigingsnummer.TryParse(nummer, out var vestiging);
        if (!isKvk && !isVestiging)
        {
            return (null, string.IsNullOrWhiteSpace(nummer) ? new Required() : new NummerOngeldig());
        }

        using var patience = new CancellationTokenSource(Geduld, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            var inschrijving = isKvk
                ? await handelsregister.FindAsync(kvk, both.Token)
                : await handelsregister.FindByVestigingAsync(vestiging, both.Token);
            return inschrijving switch
            {
                null => (null, new BedrijfOnbekend(isKvk ? kvk.Value : vestiging.Value)),
                { UitgeschrevenOp: { } datum } => (null, new BedrijfUitgeschreven(inschrijving.Naam, datum)),
                { BriefAdres: null } => (null, new BedrijfAdresAfgeschermd(inschrijving.Naam)),
                _ => (new(inschrijving, isKvk ? null : inschrijving.Vestigingen.First(v => v.Nummer == vestiging)), null),
            };
        }
        catch (Exception e) when (e is HandelsregisterNietBereikbaarException or HandelsregisterWeigertException
            || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return (null, new HandelsregisterStoring());
        }
    }
}
