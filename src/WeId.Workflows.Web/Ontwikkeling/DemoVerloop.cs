using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine.Embedded;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.Features.Aanvragen.Bijlagen;
using WeId.Workflows.Features.Aanvragen.Concepten;
using WeId.Workflows.Features.Aanvragen.NieuweGebruiker;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Web.Ontwikkeling;

/// <summary>
/// The demo users who wait. They are asked for and reviewed through the use cases, with the clock put back, so that each
/// has the workflow, task or activation that a visitor goes on with.
/// </summary>
internal sealed class DemoVerloop(
    IDbContextFactory<WeIdDbContext> contexts,
    ConceptService concepten,
    BijlageService bijlagen,
    NieuweGebruikerSubmit submit,
    BeoordelingService beoordeling,
    OutboxDispatcher outbox,
    TimeProvider time,
    TimerService? timers = null)
{
    // Far enough for reminders, expiry and a while after it.
    private const int VerlopenDays = 40;
    private const int UitgenodigdDays = 3;

    private static readonly TimeSpan IngediendAgo = TimeSpan.FromMinutes(5);

    // Fixed, since the specimen shows it.
    private static readonly DateOnly Vervaldatum = new(2049, 12, 31);

    private static readonly string[] Beoordelaars = ["beoordelaar1", "beoordelaar2"];

    /// <summary>
    /// Plays the last forty days; nothing when the host has put another clock or another engine in place, since their time
    /// cannot be put back. The database must hold the accounts, and nothing else may work on it yet.
    /// </summary>
    public async Task RunAsync(string aanvrager, Guid organisatieId, CancellationToken ct)
    {
        if (timers is null || time is not DemoKlok klok)
        {
            return;
        }

        try
        {
            for (var day = -VerlopenDays; day < 0; day++)
            {
                klok.Offset = TimeSpan.FromDays(day);
                await SettleAsync(ct);
                if (day == -VerlopenDays)
                {
                    await SubmitAsync(aanvrager, organisatieId, Fatima(), ct);
                    await ApproveAsync(ct);
                }
                else if (day == -UitgenodigdDays)
                {
                    await SubmitAsync(aanvrager, organisatieId, Erik(), ct);
                    await ApproveAsync(ct);
                }
            }

            klok.Offset = -IngediendAgo;
            await SettleAsync(ct);
            await SubmitAsync(aanvrager, organisatieId, Dina(), ct);
        }
        finally
        {
            klok.Offset = TimeSpan.Zero;
        }
    }

    private static NieuweGebruikerFormulier Fatima() => new()
    {
        Niveau = Betrouwbaarheidsniveau.Eh2Plus.Label(),
        Rol = nameof(Rol.Gebruiker),
        Voornamen = "Fatima",
        Tussenvoegsel = "el",
        Achternaam = "Amrani",
        Geboortedatum = new(1995, 12, 24),
        Email = "fatima.elamrani@example.nl",
        DocumentType = nameof(DocumentType.Identiteitskaart),
        Documentnummer = "ISPEC1MN1",
        Vervaldatum = Vervaldatum,
        TweedeFactor = nameof(TweedeFactor.Sms),
        Mobiel = "0614567890",
        Akkoord = true,
    };

    private static NieuweGebruikerFormulier Erik() => new()
    {
        Niveau = Betrouwbaarheidsniveau.Eh3.Label(),
        Rol = nameof(Rol.Gebruiker),
        Voornamen = "Erik",
        Achternaam = "Visser",
        Geboortedatum = new(1969, 1, 31),
        Email = "erik.visser@example.nl",
        DocumentType = nameof(DocumentType.Identiteitskaart),
        Documentnummer = "ISPEC1MN2",
        Vervaldatum = Vervaldatum,
        IdentificatieStraat = "Hizzaarderlaan 3A",
        IdentificatiePostcode = "8823 SJ",
        IdentificatiePlaats = "Lollum",
        TweedeFactor = nameof(TweedeFactor.Sms),
        Mobiel = "0645678901",
        Akkoord = true,
    };

    private static NieuweGebruikerFormulier Dina() => new()
    {
        Niveau = Betrouwbaarheidsniveau.Eh2Plus.Label(),
        Rol = nameof(Rol.Gebruiker),
        Voornamen = "Dina",
        Achternaam = "Smit",
        Geboortedatum = new(1988, 8, 8),
        Email = "dina.smit@example.nl",
        DocumentType = nameof(DocumentType.Identiteitskaart),
        Documentnummer = "ISPEC1MN3",
        Vervaldatum = Vervaldatum,
        TweedeFactor = nameof(TweedeFactor.Sms),
        Mobiel = "0634567890",
        Akkoord = true,
    };

    private async Task SubmitAsync(string aanvrager, Guid organisatieId, NieuweGebruikerFormulier formulier, CancellationToken ct)
    {
        var account = await AccountAsync(aanvrager, ct);
        var concept = Ok(await concepten.OpenAsync<NieuweGebruikerFormulier>(Act(account, organisatieId), NieuweGebruikerGegevens.Type, ct));
        Ok(await concepten.SaveAsync(Act(account, organisatieId), concept.Id, formulier, ct));
        // It shows Dina; the copies of the others are erased with their approval.
        Ok(await bijlagen.StoreAsync(Act(account, organisatieId), concept.Id, DocumentZijde.Beide, "specimen.png", await SpecimenAsync(ct), ct));
        Ok(await submit.RunAsync(Act(account, organisatieId), concept.Id, ct));
        await SettleAsync(ct);
    }

    private async Task ApproveAsync(CancellationToken ct)
    {
        var besluit = new Besluit(true, Checklist.For(DocumentType.Identiteitskaart).ToDictionary(p => p.Code, _ => PuntAntwoord.Akkoord), [], null);
        foreach (var beoordelaar in Beoordelaars)
        {
            var account = await AccountAsync(beoordelaar, ct);
            if (await OpenTaakAsync(ct) is not { } taak)
            {
                return;
            }

            Ok(await beoordeling.ClaimAsync(Act(account), taak, ct));
            Ok(await beoordeling.DecideAsync(Act(account), taak, besluit, ct));
            await SettleAsync(ct);
        }
    }

    private async Task SettleAsync(CancellationToken ct)
    {
        while (await outbox.RunUntilIdleAsync(ct) + await timers!.RunDueAsync(ct) > 0)
        {
        }
    }

    private Handeling Act(Guid account, Guid? organisatieId = null)
    {
        var now = time.GetUtcNow();
        return new(Guid.CreateVersion7(now), now) { AccountId = account, OrganisatieId = organisatieId };
    }

    private async Task<Guid> AccountAsync(string gebruikersnaam, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Users.Where(a => a.UserName == gebruikersnaam).Select(a => a.Id).SingleAsync(ct);
    }

    private async Task<Guid?> OpenTaakAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Taken
            .Where(t => t.Soort == TaakSoort.Beoordeling && t.Status == TaakStatus.Open)
            .Select(t => (Guid?)t.Id)
            .SingleOrDefaultAsync(ct);
    }

    private static async Task<byte[]> SpecimenAsync(CancellationToken ct)
    {
        await using var resource = typeof(DemoVerloop).Assembly.GetManifestResourceStream(typeof(DemoVerloop), "Specimen.png")
            ?? throw new InvalidOperationException("The specimen is not embedded.");
        using var copy = new MemoryStream();
        await resource.CopyToAsync(copy, ct);
        return copy.ToArray();
    }

    private static T Ok<T>(Result<T> result) => result.Succeeded
        ? result.Value
        : throw new InvalidOperationException($"The demo data were refused: {string.Join(", ", result.Refusals)}.");
}
