using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Machtigingen;

/// <summary>
/// Tells the register how machtigingen stand now, whatever has happened since the act; then, in one commit, new ones work and
/// their users hear of it. While the register is away the message waits.
/// </summary>
internal sealed class RegisterHandler(
    IDbContextFactory<WeIdDbContext> contexts, IMachtigingenregister register, UseCases useCases, IGeheimen geheimen, PubliekeLinks links, TimeProvider time) : IOutboxHandler
{
    /// <summary>A mail that names more is not read.</summary>
    private const int MaxGenoemd = 20;

    public string Type => RegisterBericht.MessageType;

    public async Task HandleAsync(OutboxMessage message, CancellationToken ct)
    {
        var bericht = message.ReadPayload<RegisterBericht>();
        var nummer = await NextNumberAsync(bericht.OrganisatieId, ct);
        var geweigerd = (await register.RecordAsync(await StandenAsync(bericht, nummer, ct), ct)).ToHashSet();
        var handeling = new Handeling(message.Id, time.GetUtcNow()) { OrganisatieId = bericht.OrganisatieId };
        await useCases.RunAsync<Done>(handeling, (scope, token) => RecordAsync(scope, handeling, bericht, geweigerd, token), ct).OrFailAsync();
        if (geweigerd.Count > 0)
        {
            // Whether it refuses a new one or a change of one that it had taken: operations look into it (§5.4).
            throw new PermanentFailureException("The register refuses machtigingen.");
        }
    }

    /// <summary>
    /// The register does not take them: what is new has failed (§5.4), and the register is told so, since it may have taken it and
    /// only answered too late. An id of its own: under the message's id a later success would be taken for done.
    /// </summary>
    public Task GiveUpAsync(OutboxMessage message, CancellationToken ct)
    {
        var bericht = message.ReadPayload<RegisterBericht>();
        var handeling = new Handeling(DerivedId.From(message.Id, $"opgegeven/{message.Attempts}"), time.GetUtcNow()) { OrganisatieId = bericht.OrganisatieId };
        return useCases.RunAsync<Done>(
            handeling,
            async (scope, token) =>
            {
                var nieuw = bericht.Regels.Where(r => r.Wijziging is MachtigingWijziging.Toegevoegd).Select(r => r.MachtigingId).ToList();
                var machtigingen = await scope.Db.Machtigingen.Include(m => m.Dienst).Where(m => nieuw.Contains(m.Id)).ToListAsync(token);
                var mislukt = machtigingen.FindAll(m => Fail(scope, handeling, m));
                RegisterBericht.Add(scope.Outbox, handeling, bericht.OrganisatieId, mislukt.Select(m => (m, MachtigingWijziging.Beeindigd)));
                await MailFailedAsync(scope, handeling, bericht, mislukt, token);
                return default(Done);
            },
            ct).OrFailAsync();
    }

    // Each try has a number of its own, higher than that of every earlier one: what a node reads after it got its number is newer.
    private async Task<long> NextNumberAsync(Guid organisatieId, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var next = await useCases.RunAsync<long>(
            new Handeling(Guid.CreateVersion7(now), now) { OrganisatieId = organisatieId },
            async (scope, token) =>
            {
                var teller = await scope.Db.Registertellers.SingleOrDefaultAsync(t => t.OrganisatieId == organisatieId, token)
                    ?? scope.Db.Registertellers.Add(new(organisatieId)).Entity;
                return teller.Next();
            },
            ct);
        return next.Succeeded ? next.Value : throw new InvalidOperationException($"No number: {next.Refusals[0].Code}.");
    }

    private async Task<IReadOnlyCollection<MachtigingStand>> StandenAsync(RegisterBericht bericht, long nummer, CancellationToken ct)
    {
        var ids = bericht.Regels.Select(r => r.MachtigingId).ToList();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Machtigingen.AsNoTracking()
            .Where(m => ids.Contains(m.Id))
            .Join(
                db.Koppelingen,
                m => m.KoppelingId,
                k => k.Id,
                (m, k) => new { Machtiging = m, k.EhMiddelId, k.Status, k.Organisatie.KvkNummer, k.Organisatie.Vestigingsnummer })
            .ToListAsync(ct);
        return
        [
            .. rows.Select(r => new MachtigingStand(
                r.Machtiging.Id, r.EhMiddelId, r.KvkNummer.Value, r.Vestigingsnummer?.Value, r.Machtiging.Soort, r.Machtiging.DienstUuid, r.Machtiging.Oin, r.Machtiging.Niveau,
                r.Machtiging.Startdatum, r.Machtiging.Einddatum, r.Machtiging.IsOpen && r.Status is KoppelingStatus.Actief, nummer)),
        ];
    }

    private async Task<Result<Done>> RecordAsync(UseCaseScope scope, Handeling handeling, RegisterBericht bericht, HashSet<Guid> geweigerd, CancellationToken ct)
    {
        var regels = bericht.Regels.ToDictionary(r => r.MachtigingId, r => r.Wijziging);
        var ids = regels.Keys.ToList();
        var machtigingen = await scope.Db.Machtigingen.Include(m => m.Dienst).Where(m => ids.Contains(m.Id)).ToListAsync(ct);
        var verteld = new List<(Machtiging Machtiging, MachtigingWijziging Wijziging)>();
        var mislukt = new List<Machtiging>();
        foreach (var machtiging in machtigingen)
        {
            var wijziging = regels[machtiging.Id];
            if (wijziging is MachtigingWijziging.Toegevoegd && geweigerd.Contains(machtiging.Id))
            {
                mislukt.AddRange(Fail(scope, handeling, machtiging) ? [machtiging] : []);
            }
            else if (wijziging switch
            {
                MachtigingWijziging.Toegevoegd => machtiging.Confirm() is null,

                // Ended meanwhile, it would be told of what does not hold.
                MachtigingWijziging.Gewijzigd => machtiging.IsOpen && !geweigerd.Contains(machtiging.Id),
                MachtigingWijziging.Beeindigd or MachtigingWijziging.Herzien => false,

                // Before it began to work its user was not told of it either.
                MachtigingWijziging.Ingetrokken => !machtiging.WachtOpRegister,
                _ => true,
            })
            {
                verteld.Add((machtiging, wijziging));
            }
        }

        if (verteld.Where(v => v.Wijziging is MachtigingWijziging.Toegevoegd).Select(v => v.Machtiging.Id).ToList() is { Count: > 0 } bevestigd)
        {
            scope.Db.Audit.Add(AuditRegel.Of(handeling, "MachtigingenActief", details: JsonSerializer.Serialize(new { machtigingen = bevestigd })));
        }

        await ActivateAsync(scope, handeling, [.. verteld.Where(v => v.Wijziging is MachtigingWijziging.Toegevoegd && v.Machtiging.Status is MachtigingStatus.Actief).Select(v => v.Machtiging)], ct);
        await MailFailedAsync(scope, handeling, bericht, mislukt, ct);
        await MailAsync(scope, handeling, bericht.OrganisatieId, verteld, ct);
        return default(Done);
    }

    // One statement for all: an update for each of five hundred takes most of the time of a large act.
    private static async Task ActivateAsync(UseCaseScope scope, Handeling handeling, List<Machtiging> machtigingen, CancellationToken ct)
    {
        var ids = machtigingen.Select(m => m.Id).ToList();
        var version = Guid.CreateVersion7(handeling.At);
        await scope.Db.Machtigingen.Where(m => ids.Contains(m.Id)).ExecuteUpdateAsync(
            m => m.SetProperty(x => x.Status, MachtigingStatus.Actief).SetProperty(x => x.Version, version), ct);
        machtigingen.ForEach(m => scope.Db.Entry(m).State = EntityState.Detached);
    }

    private static bool Fail(UseCaseScope scope, Handeling handeling, Machtiging machtiging)
    {
        if (machtiging.Fail(handeling) is not null)
        {
            return false;
        }

        scope.Db.Audit.Add(AuditRegel.Of(
            handeling, "MachtigingMislukt", details: JsonSerializer.Serialize(new { machtiging = machtiging.Id, koppeling = machtiging.KoppelingId })));
        return true;
    }

    // §2.3: who gave them may take them for given.
    private async Task MailFailedAsync(UseCaseScope scope, Handeling handeling, RegisterBericht bericht, List<Machtiging> mislukt, CancellationToken ct)
    {
        if (mislukt.Count == 0
            || await scope.Db.Personen.AsNoTracking().SingleOrDefaultAsync(p => scope.Db.Users.Any(a => a.Id == bericht.AccountId && a.IsActief && a.PersoonId == p.Id), ct) is not { } beheerder)
        {
            return;
        }

        var genoemd = mislukt.Take(MaxGenoemd).ToList();
        var ids = genoemd.Select(m => m.KoppelingId).Distinct().ToList();
        var personen = await scope.Db.Koppelingen.AsNoTracking().Where(k => ids.Contains(k.Id)).Select(k => new { k.Id, k.EhMiddel.Persoon }).ToDictionaryAsync(k => k.Id, k => k.Persoon, ct);
        var organisatie = await scope.Db.Organisaties.AsNoTracking().SingleAsync(o => o.Id == bericht.OrganisatieId, ct);
        var catalogus = await scope.Db.CatalogusAsync(ct);
        VerzendingMaker.In(scope, geheimen).Add(
            VerzendKanaal.Mail,
            Ontvanger.ByMail(beheerder),
            new MachtigingenMisluktGegevens
            {
                Organisatie = organisatie.Naam,
                Aantal = mislukt.Count,
                Regels =
                [
                    .. genoemd.Select(m => new MisluktMailRegel
                    {
                        Gebruiker = personen[m.KoppelingId].VolledigeNaam,
                        Naam = MachtigingNamen.Of(m, catalogus.DienstverlenerOf(m), CultureInfo.GetCultureInfo(beheerder.Taal)),
                    }),
                ],
                Meer = mislukt.Count - genoemd.Count,
                Link = links.Aanvraag(bericht.OrganisatieId),
            },
            handeling.At,
            new VerzendOpties(OrganisatieId: bericht.OrganisatieId));
    }

    // one mail for each user, whatever the act did to how many of his machtigingen.
    private async Task MailAsync(
        UseCaseScope scope, Handeling handeling, Guid organisatieId, List<(Machtiging Machtiging, MachtigingWijziging Wijziging)> verteld, CancellationToken ct)
    {
        if (verteld.Count == 0)
        {
            return;
        }

        var ids = verteld.Select(v => v.Machtiging.KoppelingId).Distinct().ToList();
        var personen = await scope.Db.Koppelingen.AsNoTracking()
            .Where(k => ids.Contains(k.Id))
            .Select(k => new { k.Id, k.EhMiddel.Persoon })
            .ToDictionaryAsync(k => k.Id, k => k.Persoon, ct);
        var organisatie = await scope.Db.Organisaties.AsNoTracking().SingleAsync(o => o.Id == organisatieId, ct);
        var dienstverleners = await scope.Db.Dienstverleners.AsNoTracking().ToDictionaryAsync(d => d.Oin, d => d.Naam, ct);
        var maker = VerzendingMaker.In(scope, geheimen);
        foreach (var gebruiker in verteld.GroupBy(v => v.Machtiging.KoppelingId))
        {
            var persoon = personen[gebruiker.Key];
            maker.Add(
                VerzendKanaal.Mail,
                Ontvanger.ByMail(persoon),
                Fill(organisatie, persoon, gebruiker.ToLookup(v => v.Wijziging, v => v.Machtiging), dienstverleners),
                handeling.At,
                new VerzendOpties(OrganisatieId: organisatieId));
        }
    }

    private MachtigingenGewijzigdGegevens Fill(
        Organisatie organisatie, Persoon persoon, ILookup<MachtigingWijziging, Machtiging> gedaan, Dictionary<string, string> dienstverleners)
    {
        var taal = CultureInfo.GetCultureInfo(persoon.Taal);
        return new()
        {
            Organisatie = organisatie.Naam,
            Toegevoegd = Regels(MachtigingWijziging.Toegevoegd),
            Gewijzigd = Regels(MachtigingWijziging.Gewijzigd),
            Ingetrokken = Regels(MachtigingWijziging.Ingetrokken),
            Verlopen = Regels(MachtigingWijziging.Verlopen),
            Link = links.Inloggen,
        };

        List<MachtigingMailRegel> Regels(MachtigingWijziging wijziging) =>
        [
            .. gedaan[wijziging].Select(m =>
            {
                var dienstverlener = (m.Oin ?? m.Dienst?.Oin) is { } oin ? dienstverleners.GetValueOrDefault(oin) : null;
                var naam = MachtigingNamen.Of(m, dienstverlener, taal);
                return new MachtigingMailRegel { Naam = m.Soort is MachtigingSoort.Dienst ? $"{naam} ({dienstverlener})" : naam, Tot = m.Einddatum };
            }).OrderBy(r => r.Naam, StringComparer.Create(taal, ignoreCase: true)),
        ];
    }
}
