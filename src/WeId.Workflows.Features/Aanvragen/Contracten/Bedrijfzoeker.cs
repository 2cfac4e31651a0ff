using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Contracten;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Contracten;

/// <summary>A company as the Handelsregister knows it, that a contract can be about.</summary>
/// <param name="Vestiging">The one that was asked for; null for the whole company.</param>
public sealed record GevondenOrganisatie(Inschrijving Inschrijving, Vestiging? Vestiging)
{
    /// <summary>The name by which it is registered with We-ID.</summary>
    public string Naam => Vestiging?.Naam ?? Inschrijving.Naam;

    /// <summary>Whether it is what this number asks for.</summary>
    public bool Matches(string? nummer) => Vestigingsnummer.TryParse(nummer, out var vestiging)
        ? Vestiging?.Nummer == vestiging
        : Vestiging is null && KvkNummer.TryParse(nummer, out var kvk) && kvk == Inschrijving.KvkNummer;
}

/// <summary>Looks a company up by its KvK or vestigingsnummer while somebody waits .</summary>
public sealed class Bedrijfzoeker(IHandelsregister handelsregister, TimeProvider time)
{
    /// <summary>Nobody waits longer than this for an answer.</summary>
    public static readonly TimeSpan Geduld = TimeSpan.FromSeconds(8);

    /// <summary>The company, when there can be a contract with it.</summary>
    public async Task<Result<GevondenOrganisatie>> FindAsync(string? nummer, CancellationToken ct)
    {
        var isKvk = KvkNummer.TryParse(nummer, out var kvk);
        var isVestiging = Vestigingsnummer.TryParse(nummer, out var vestiging);
        if (!isKvk && !isVestiging)
        {
            return string.IsNullOrWhiteSpace(nummer) ? new Required() : new NummerOngeldig();
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
                null => new BedrijfOnbekend(isKvk ? kvk.Value : vestiging.Value),
                { UitgeschrevenOp: { } datum } => new BedrijfUitgeschreven(inschrijving.Naam, datum),
                { BriefAdres: null } => new BedrijfAdresAfgeschermd(inschrijving.Naam),
                _ => new GevondenOrganisatie(inschrijving, isKvk ? null : inschrijving.Vestigingen.First(v => v.Nummer == vestiging)),
            };
        }
        catch (Exception e) when (e is HandelsregisterNietBereikbaarException or HandelsregisterWeigertException
            || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new HandelsregisterStoring();
        }
    }

    /// <summary>The organisatie as We-ID knows it already, or a new one whose contract is under way.</summary>
    internal static async Task<Organisatie> RegisterAsync(WeIdDbContext db, GevondenOrganisatie gevonden, Handeling handeling, CancellationToken ct)
    {
        var kvk = gevonden.Inschrijving.KvkNummer;
        var vestiging = gevonden.Vestiging?.Nummer;
        if (await db.Organisaties.SingleOrDefaultAsync(o => o.KvkNummer == kvk && o.Vestigingsnummer == vestiging, ct) is { } known)
        {
            return known;
        }

        var organisatie = new Organisatie(
            Guid.CreateVersion7(handeling.At), kvk, vestiging, gevonden.Naam, gevonden.Inschrijving.BriefAdres!, handeling.At, OrganisatieStatus.InAanvraag)
        {
            Rsin = gevonden.Inschrijving.Rsin,
        };
        db.Organisaties.Add(organisatie);
        return organisatie;
    }
}
