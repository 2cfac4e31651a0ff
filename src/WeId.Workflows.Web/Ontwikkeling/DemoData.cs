using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Features.Aanvragen.NieuweGebruiker;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Identity;

namespace WeId.Workflows.Web.Ontwikkeling;

/// <summary>
/// Companies of the public test set of the KvK, with people in every status. Written once, into an empty database, before
/// anything else works on it. Who is active is a row; who waits went through the workflow, see <see cref="DemoVerloop"/>.
/// </summary>
internal sealed class DemoData(IDbContextFactory<WeIdDbContext> contexts, TweedeFactoren factoren, TimeProvider time, DemoVerloop verloop, ILogger<DemoData> logger) : IHostedService
{
    /// <summary>Of every demo account; public, therefore never in Production.</summary>
    public const string Wachtwoord = "Demo-wachtwoord-1";

    private const string Seed = "demo";

    private int nummer;

    /// <summary>Username and who it is, in the order of the list.</summary>
    public static IReadOnlyList<(string Gebruikersnaam, string Wie)> Accounts { get; } =
    [
        ("beheerder", "Anna de Vries, beheerder van beide organisaties (EH3)"),
        ("beheerder2", "Bram Jansen, beheerder van Test BV Donald (EH2+)"),
        ("gebruiker", "Chris Bakker, reguliere gebruiker (EH2+)"),
        ("beoordelaar1", "Bea Oordeel, beoordelaar"),
        ("beoordelaar2", "Ben Toetser, beoordelaar"),
        ("postkamer", "Piet Post, postkamer"),
        ("operator1", "Olga Prins, operator"),
        ("operator2", "Otto Kok, operator"),
    ];

    public static bool IsWanted(IHostEnvironment environment, IConfiguration configuration) =>
        environment.IsDevelopment() && configuration.GetValue<bool>("DemoData");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Organisaties.AnyAsync(cancellationToken))
        {
            return;
        }

        var now = time.GetUtcNow();
        AddCatalogus(db);
        var donald = AddOrganisatie(db, "68750110", "Test BV Donald", new Postadres("Hizzaarderlaan 3A", "8823 SJ", "Lollum"), "857587973", now);
        var bolderbast = AddOrganisatie(db, "69599068", "Test Stichting Bolderbast", new Postadres("Oosterwal 2", "8821 XB", "Lollum"), "999000044", now, "000038509491");

        var anna = new Demo("Anna", "de", "Vries", new(1980, 5, 17), "anna.devries@example.nl", "0612345678", Betrouwbaarheidsniveau.Eh3, TweedeFactor.Sms);
        var beheerder = Add(db, anna, donald, Rol.Beheerder, now.AddDays(-200), now, aanvrager: null);
        AddKoppeling(db, anna, beheerder, bolderbast, Rol.Beheerder, now.AddDays(-180), now, beheerder.PersoonId);
        AddAccount(db, "beheerder", now, persoon: beheerder.PersoonId);

        var bram = Add(
            db,
            new("Bram", null, "Jansen", new(1975, 11, 2), "bram.jansen@example.nl", null, Betrouwbaarheidsniveau.Eh2Plus, TweedeFactor.OtpDevice),
            donald, Rol.Beheerder, now.AddDays(-150), now, beheerder.PersoonId);
        AddAccount(db, "beheerder2", now, persoon: bram.PersoonId, otp: true);

        var chris = Add(
            db,
            new("Chris", null, "Bakker", new(1990, 2, 28), "chris.bakker@example.nl", "0623456789", Betrouwbaarheidsniveau.Eh2Plus, TweedeFactor.Sms),
            donald, Rol.Gebruiker, now.AddDays(-90), now, beheerder.PersoonId);
        AddAccount(db, "gebruiker", now, persoon: chris.PersoonId);

        var guus = Add(
            db,
            new("Guus", "van den", "Berg", new(1984, 4, 4), "guus.vandenberg@example.nl", "0656789012", Betrouwbaarheidsniveau.Eh3, TweedeFactor.Sms),
            bolderbast, Rol.Gebruiker, now.AddDays(-120), now, beheerder.PersoonId);

        AddMedewerker(db, "beoordelaar1", "Bea Oordeel", StafRol.Beoordelaar, now);
        AddMedewerker(db, "beoordelaar2", "Ben Toetser", StafRol.Beoordelaar, now);
        AddMedewerker(db, "postkamer", "Piet Post", StafRol.Postkamer, now);
        AddMedewerker(db, "operator1", "Olga Prins", StafRol.Operator, now);
        AddMedewerker(db, "operator2", "Otto Kok", StafRol.Operator, now);

        await db.SaveChangesAsync(cancellationToken);
        await AddMachtigingenAsync(db, beheerder, bram, chris, guus, now, cancellationToken);
        await verloop.RunAsync("beheerder", donald.Id, cancellationToken);
        Log.DemoDataWritten(logger);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static void AddCatalogus(WeIdDbContext db)
    {
        db.Dienstverleners.AddRange(
            new Dienstverlener(Dienstverlener.BelastingdienstOin, "Belastingdienst"),
            new Dienstverlener("00000004003214345001", "UWV"),
            new Dienstverlener("00000001804770531000", "Rijksdienst voor Ondernemend Nederland"),
            new Dienstverlener("00000004000000059000", "Douane"),
            new Dienstverlener("00000001233334370000", "Kamer van Koophandel"));
        db.Diensten.AddRange(
            Dienst(Dienstverlener.BelastingdienstOin, "Mijn Belastingdienst Zakelijk", "My Tax Administration for Business", Betrouwbaarheidsniveau.Eh3),
            Dienst(Dienstverlener.BelastingdienstOin, "Aangifte loonheffingen", "Payroll tax return", Betrouwbaarheidsniveau.Eh3),
            Dienst("00000004003214345001", "Werkgeversportaal", "Employer portal", Betrouwbaarheidsniveau.Eh3),
            Dienst("00000004003214345001", "Verzuimmelder", "Absence reporting", Betrouwbaarheidsniveau.Eh2Plus),
            Dienst("00000001804770531000", "Mijn RVO", "My RVO", Betrouwbaarheidsniveau.Eh2Plus),
            Dienst("00000001804770531000", "Subsidieaanvraag WBSO", "WBSO grant application", Betrouwbaarheidsniveau.Eh3),
            Dienst("00000004000000059000", "Mijn Douane", "My Customs", Betrouwbaarheidsniveau.Eh3),
            Dienst("00000001233334370000", "Mijn KVK", "My KVK", Betrouwbaarheidsniveau.Eh2Plus),
            Dienst("00000001233334370000", "Jaarrekening deponeren", "File annual accounts", Betrouwbaarheidsniveau.Eh3),
            Dienst(Dienstverlener.BelastingdienstOin, "Aangifte omzetbelasting", "VAT return", Betrouwbaarheidsniveau.Eh3));
    }

    /// <summary>Of each kind one; one ends soon, so that the alert is seen, and one user has some that he would lose with a Belastingdienstmiddel.</summary>
    private static async Task AddMachtigingenAsync(WeIdDbContext db, EhMiddel anna, EhMiddel bram, EhMiddel chris, EhMiddel guus, DateTimeOffset now, CancellationToken ct)
    {
        var diensten = await db.Diensten.ToDictionaryAsync(d => d.NaamNl, ct);
        var dienstverleners = await db.Dienstverleners.ToDictionaryAsync(d => d.Naam, ct);
        var vandaag = At(now).Today;
        (EhMiddel Middel, MachtigingBereik Bereik, int Ago, DateOnly Einde)[] machtigingen =
        [
            (anna, MachtigingBereik.UpTo(Betrouwbaarheidsniveau.Eh3), 190, vandaag.AddYears(4)),
            (bram, MachtigingBereik.Of(dienstverleners["UWV"]), 140, vandaag.AddYears(3)),
            (chris, MachtigingBereik.Of(diensten["Verzuimmelder"]), 80, vandaag.AddDays(41)),
            (chris, MachtigingBereik.Of(diensten["Mijn RVO"]), 80, vandaag.AddYears(4)),
            (guus, MachtigingBereik.Of(diensten["Aangifte omzetbelasting"]), 100, vandaag.AddYears(2)),
            (guus, MachtigingBereik.Of(diensten["Mijn Douane"]), 100, vandaag.AddYears(2)),
            (guus, MachtigingBereik.Of(dienstverleners["UWV"]), 100, vandaag.AddYears(2)),
        ];
        foreach (var (middel, bereik, ago, einde) in machtigingen)
        {
            var handeling = At(now.AddDays(-ago));
            var machtiging = Machtiging.Create(handeling, Id(now), middel.Koppelingen[0], bereik, einde).Value
                ?? throw new InvalidOperationException($"The machtiging of {middel.Id} was refused.");
            machtiging.Confirm();
            db.Machtigingen.Add(machtiging);
        }

        await db.SaveChangesAsync(ct);
    }

    private static Dienst Dienst(string oin, string nl, string en, Betrouwbaarheidsniveau niveau) =>
        new(Engine.DerivedId.From(Guid.Empty, $"{Seed}:{oin}:{nl}"), oin, nl, en, niveau);

    private static Organisatie AddOrganisatie(WeIdDbContext db, string kvk, string naam, Postadres adres, string? rsin, DateTimeOffset now, string? vestiging = null)
    {
        var organisatie = new Organisatie(Id(now), KvkNummer.Parse(kvk), vestiging is null ? null : Vestigingsnummer.Parse(vestiging), naam, adres, now.AddDays(-210))
        {
            Rsin = rsin is null ? null : Rsin.Parse(rsin),
        };
        db.Organisaties.Add(organisatie);
        return organisatie;
    }

    private static Guid Id(DateTimeOffset now) => Guid.CreateVersion7(now);

    private static Handeling At(DateTimeOffset at) => new(Id(at), at);

    private EhMiddel Add(WeIdDbContext db, Demo demo, Organisatie organisatie, Rol rol, DateTimeOffset at, DateTimeOffset now, Guid? aanvrager)
    {
        var persoon = new Persoon(
            Id(now), demo.Voornaam, demo.Tussenvoegsel, demo.Achternaam, demo.Geboortedatum, Emailadres.Parse(demo.Email),
            demo.Mobiel is null ? null : MobielNummer.Parse(demo.Mobiel));
        var middel = new EhMiddel(Id(now), persoon.Id, demo.Niveau, demo.Factor, at);
        db.Personen.Add(persoon);
        db.EhMiddelen.Add(middel);
        AddKoppeling(db, demo, middel, organisatie, rol, at, now, aanvrager ?? persoon.Id);
        return middel;
    }

    private void AddKoppeling(WeIdDbContext db, Demo demo, EhMiddel middel, Organisatie organisatie, Rol rol, DateTimeOffset at, DateTimeOffset now, Guid aanvrager)
    {
        var gegevens = new NieuweGebruikerGegevens(
            demo.Niveau, rol, demo.Voornaam, demo.Tussenvoegsel, demo.Achternaam, demo.Geboortedatum, demo.Email, DocumentType.Paspoort, "",
            DateOnly.FromDateTime(now.Date).AddYears(4), null, demo.Factor, demo.Mobiel, [], AbonnementDuur.EenJaar);
        var kosten = new Tarieven().ForNieuweGebruiker(demo.Niveau, demo.Factor, [], AbonnementDuur.EenJaar);
        var aanvraag = new Aanvraag(
            Id(at), $"A-{at.Year}-{++nummer:000000}", NieuweGebruikerGegevens.Type, 1, organisatie.Id, aanvrager, JsonSerializer.Serialize(gegevens), at)
        {
            PersoonId = middel.PersoonId,
            Kosten = JsonSerializer.Serialize(kosten),
        };
        var koppeling = new Organisatiekoppeling(Id(now), middel.Id, organisatie.Id, rol, demo.Niveau, aanvraag.Id);
        aanvraag.PutInBeoordeling();
        aanvraag.Approve(at.AddHours(4));
        koppeling.Approve(At(at.AddHours(4)), AbonnementDuur.EenJaar);
        koppeling.Activate(At(at.AddDays(3)));
        aanvraag.Complete();
        db.Aanvragen.Add(aanvraag);
        db.Koppelingen.Add(koppeling);
    }

    private void AddMedewerker(WeIdDbContext db, string gebruikersnaam, string naam, StafRol rol, DateTimeOffset now)
    {
        var medewerker = new Medewerker(Id(now), naam, Emailadres.Parse($"{gebruikersnaam}@we-id.example"), [rol]);
        db.Medewerkers.Add(medewerker);
        AddAccount(db, gebruikersnaam, now, medewerker: medewerker.Id, otp: true);
    }

    private void AddAccount(WeIdDbContext db, string gebruikersnaam, DateTimeOffset now, Guid? persoon = null, Guid? medewerker = null, bool otp = false)
    {
        var account = new Account
        {
            Id = Id(now),
            UserName = gebruikersnaam,
            NormalizedUserName = Identity.Inlogdienst.Normalize(gebruikersnaam),
            PersoonId = persoon,
            MedewerkerId = medewerker,
            IsActief = true,
            SecurityStamp = Id(now).ToString("N"),
        };
        account.PasswordHash = new PasswordHasher<Account>().HashPassword(account, Wachtwoord);
        if (otp)
        {
            // The same secret after every fresh start, so that an app on a phone can keep it.
            factoren.SetOtpSecret(account, DemoSecret(gebruikersnaam));
        }

        db.Users.Add(account);
    }

    private static byte[] DemoSecret(string gebruikersnaam) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"demo:{gebruikersnaam}"))[..TweedeFactoren.OtpSecretLength];

    private sealed record Demo(
        string Voornaam,
        string? Tussenvoegsel,
        string Achternaam,
        DateOnly Geboortedatum,
        string Email,
        string? Mobiel,
        Betrouwbaarheidsniveau Niveau,
        TweedeFactor Factor);
}
