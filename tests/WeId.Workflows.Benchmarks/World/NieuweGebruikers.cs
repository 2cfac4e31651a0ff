using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Features.Aanvragen.Concepten;
using WeId.Workflows.Features.Aanvragen.NieuweGebruiker;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.Persistence.Identity;

namespace WeId.Workflows.Benchmarks.World;

/// <summary>The real aanvraag for a new user of level EH2+, with a beheerder who submits and a reviewer who decides.</summary>
internal sealed class NieuweGebruikers(BenchWorld world)
{
    private readonly Guid organisatieId = Guid.CreateVersion7(world.Time.GetUtcNow());
    private readonly Guid beheerderId = Guid.CreateVersion7(world.Time.GetUtcNow());
    private int mails;

    /// <summary>Account of the reviewer.</summary>
    public Guid BeoordelaarId { get; } = Guid.CreateVersion7(world.Time.GetUtcNow());

    /// <summary>Stores the people and publishes the definition that the product ships.</summary>
    public async Task PrepareAsync()
    {
        var json = await System.IO.File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "workflows", "nieuwe-gebruiker.json"));
        await world.Services.GetRequiredService<IDefinitionCatalog>().PublishAsync(DefinitionReader.Read(json).Definition!, CancellationToken.None);
        var now = world.Time.GetUtcNow();
        var organisatie = new Organisatie(organisatieId, KvkNummer.Parse("90001354"), null, "Bench BV", new Postadres("Kerkstraat 1", "8823 SJ", "Lollum"), now.AddYears(-1));
        var persoon = new Persoon(NewId(), "Bea", null, "Heerder", new DateOnly(1980, 1, 1), Emailadres.Parse("bea@example.nl"), MobielNummer.Parse("+31612345678"));
        var middel = new EhMiddel(NewId(), persoon.Id, Betrouwbaarheidsniveau.Eh3, TweedeFactor.Sms, now.AddMonths(-6));
        var koppeling = new Organisatiekoppeling(NewId(), middel.Id, organisatieId, Rol.Beheerder, Betrouwbaarheidsniveau.Eh3, NewId());
        var handeling = new Handeling(NewId(), now);
        koppeling.Approve(handeling, Domain.Abonnementen.AbonnementDuur.EenJaar);
        koppeling.Activate(handeling);
        var beoordelaar = new Medewerker(NewId(), "Bert Beoordelaar", Emailadres.Parse("bert@we-id.example"), [StafRol.Beoordelaar]);
        await using var db = world.NewContext();
        db.AddRange(organisatie, persoon, middel, koppeling, beoordelaar, NewAccount(beheerderId, "bea", persoon.Id, null), NewAccount(BeoordelaarId, "bert", null, beoordelaar.Id));
        await db.SaveChangesAsync();
    }

    /// <summary>A complete draft with its document, as the form leaves it.</summary>
    public async Task<Guid> DraftAsync()
    {
        var now = world.Time.GetUtcNow();
        var geheimen = world.Services.GetRequiredService<IGeheimen>();
        var formulier = new NieuweGebruikerFormulier
        {
            Niveau = "EH2+",
            Rol = nameof(Rol.Gebruiker),
            Voornamen = "Nina",
            Achternaam = "Nieuw",
            Geboortedatum = new(1990, 4, 1),
            Email = $"nina{++mails}@example.nl",
            DocumentType = nameof(DocumentType.Identiteitskaart),
            Documentnummer = "IX1R2K345",
            Vervaldatum = new(2035, 1, 1),
            TweedeFactor = nameof(TweedeFactor.Sms),
            Mobiel = "0612345678",
            Akkoord = true,
        };
        var concept = new Concept(NewId(), NieuweGebruikerGegevens.Type, organisatieId, beheerderId, ConceptInhoud.Write(geheimen, formulier), now);
        var bijlageId = NewId();
        var (versleuteld, sleutel) = world.Services.GetRequiredService<DocumentKluis>().Encrypt(bijlageId, new byte[50_000]);
        await using var db = world.NewContext();
        db.AddRange(concept, new Bijlage(bijlageId, concept.Id, organisatieId, beheerderId, DocumentZijde.Beide, "id.png", "image/png", 50_000, versleuteld, sleutel, now));
        await db.SaveChangesAsync();
        return concept.Id;
    }

    /// <summary>The beheerder sends his draft.</summary>
    public async Task<Guid> SubmitAsync(Guid conceptId) => Ok(await world.Services.GetRequiredService<NieuweGebruikerSubmit>()
        .RunAsync(Act(beheerderId) with { OrganisatieId = organisatieId }, conceptId, CancellationToken.None)).AanvraagId;

    /// <summary>The reviewer takes the task.</summary>
    public async Task ClaimAsync(Guid taakId) =>
        Ok(await world.Services.GetRequiredService<BeoordelingService>().ClaimAsync(Act(BeoordelaarId), taakId, CancellationToken.None));

    /// <summary>The reviewer approves.</summary>
    public async Task ApproveAsync(Guid taakId) => Ok(await world.Services.GetRequiredService<BeoordelingService>().DecideAsync(
        Act(BeoordelaarId),
        taakId,
        new Besluit(true, Checklist.For(DocumentType.Identiteitskaart).ToDictionary(p => p.Code, _ => PuntAntwoord.Akkoord), [], null),
        CancellationToken.None));

    /// <summary>The open task of an aanvraag, as soon as it is there.</summary>
    public async Task<Guid> UntilTaskAsync(Guid aanvraagId)
    {
        using var reader = new Trips(world);
        return await reader.UntilTaskAsync(aanvraagId);
    }

    /// <summary>An act of somebody, now.</summary>
    public Handeling Act(Guid accountId) => new(NewId(), world.Time.GetUtcNow()) { AccountId = accountId };

    private static T Ok<T>(Result<T> result) => result.Succeeded
        ? result.Value
        : throw new InvalidOperationException(string.Join(", ", result.Refusals));

    private static Account NewAccount(Guid id, string name, Guid? persoonId, Guid? medewerkerId) => new()
    {
        Id = id,
        UserName = name,
        NormalizedUserName = name.ToUpperInvariant(),
        SecurityStamp = name,
        IsActief = true,
        PersoonId = persoonId,
        MedewerkerId = medewerkerId,
    };

    private Guid NewId() => Guid.CreateVersion7(world.Time.GetUtcNow());
}
