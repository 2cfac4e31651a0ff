using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Persistence.Identity;

namespace WeId.Workflows.TestKit;

/// <summary>Small builders that fill in all that the test does not speak of.</summary>
public static class Given
{
    private static int counter;

    /// <summary>A new id.</summary>
    public static Guid Id() => Guid.CreateVersion7(TestWorld.Begin);

    /// <summary>An active organisatie.</summary>
    public static Organisatie Organisatie(string kvk = "68750110", string naam = "Test BV Donald") => new(
        Id(), KvkNummer.Parse(kvk), null, naam, new Postadres("Hizzaarderlaan 3A", "8823 SJ", "Lollum"), TestWorld.Begin.AddYears(-1));

    /// <summary>A person.</summary>
    public static Persoon Persoon(string achternaam = "Jansen", string? email = null, string? mobiel = "+31612345678") => new(
        Id(), "Anna", null, achternaam, new DateOnly(1985, 6, 15),
        Emailadres.Parse(email ?? $"persoon{Interlocked.Increment(ref counter)}@example.nl"),
        mobiel is null ? null : MobielNummer.Parse(mobiel));

    /// <summary>An active middel with an active koppeling and an account that can sign in: everything that a user needs.</summary>
    public static (Persoon Persoon, EhMiddel Middel, Organisatiekoppeling Koppeling, Account Account) Gebruiker(
        Organisatie organisatie,
        Betrouwbaarheidsniveau niveau = Betrouwbaarheidsniveau.Eh3,
        Rol rol = Rol.Beheerder,
        string achternaam = "De Beheerder")
    {
        ArgumentNullException.ThrowIfNull(organisatie);
        var persoon = Persoon(achternaam);
        var middel = new EhMiddel(Id(), persoon.Id, niveau, TweedeFactor.Sms, TestWorld.Begin.AddMonths(-6));
        var koppeling = Koppeling(middel, organisatie, rol, KoppelingStatus.Actief);
        return (persoon, middel, koppeling, Account(persoonId: persoon.Id));
    }

    /// <summary>A koppeling in the given status, reached by the acts that lead there.</summary>
    public static Organisatiekoppeling Koppeling(EhMiddel middel, Organisatie organisatie, Rol rol, KoppelingStatus status, Guid? aanvraagId = null)
    {
        ArgumentNullException.ThrowIfNull(middel);
        ArgumentNullException.ThrowIfNull(organisatie);
        var koppeling = new Organisatiekoppeling(Id(), middel.Id, organisatie.Id, rol, middel.Niveau, aanvraagId ?? Id());
        var approved = new Domain.Handeling(Id(), TestWorld.Begin.AddDays(status is KoppelingStatus.ActivatieVerlopen ? -40 : -5));
        if (status is KoppelingStatus.Afgekeurd)
        {
            koppeling.Reject();
        }
        else if (status is not KoppelingStatus.WachtenOpGoedkeuring)
        {
            koppeling.Approve(approved, Domain.Abonnementen.AbonnementDuur.EenJaar);
        }

        if (status is KoppelingStatus.Actief or KoppelingStatus.Beeindigd or KoppelingStatus.Geschorst)
        {
            koppeling.Activate(approved);
        }

        if (status is KoppelingStatus.ActivatieVerlopen)
        {
            koppeling.Expire(new Domain.Handeling(Id(), TestWorld.Begin));
        }

        if (status is KoppelingStatus.Geschorst)
        {
            koppeling.Suspend();
        }

        if (status is KoppelingStatus.Beeindigd)
        {
            koppeling.End();
        }

        return koppeling;
    }

    /// <summary>A dienst of the Belastingdienst or of another dienstverlener, with that dienstverlener.</summary>
    public static (Dienstverlener Dienstverlener, Dienst Dienst) Dienst(
        string naam, bool belastingdienst = false, Betrouwbaarheidsniveau niveau = Betrouwbaarheidsniveau.Eh3)
    {
        var oin = belastingdienst ? Domain.Machtigingen.Dienstverlener.BelastingdienstOin : "00000004003214345001";
        return (new(oin, belastingdienst ? "Belastingdienst" : "UWV"), new(Id(), oin, naam, $"{naam} (en)", niveau));
    }

    /// <summary>An active machtiging that was given at the begin and holds for two years.</summary>
    /// <param name="koppeling">Active.</param>
    /// <param name="middel">Its middel.</param>
    public static Machtiging Machtiging(Organisatiekoppeling koppeling, EhMiddel middel, MachtigingBereik bereik, DateOnly? einddatum = null)
    {
        var handeling = new Domain.Handeling(Id(), TestWorld.Begin);

        var machtiging = Domain.Machtigingen.Machtiging.Create(handeling, Id(), WithMiddel(koppeling, middel), bereik, einddatum ?? handeling.Today.AddYears(2)).Value!;
        machtiging.Confirm();
        return machtiging;
    }

    /// <summary>A koppeling that knows its middel, as one that was read from the database does.</summary>
    public static Organisatiekoppeling WithMiddel(Organisatiekoppeling koppeling, EhMiddel middel)
    {
        typeof(Organisatiekoppeling).GetProperty(nameof(Organisatiekoppeling.EhMiddel))!.SetValue(koppeling, middel);
        return koppeling;
    }

    /// <summary>An account that can sign in.</summary>
    public static Account Account(Guid? persoonId = null, Guid? medewerkerId = null)
    {
        var naam = $"gebruiker{Interlocked.Increment(ref counter)}";
        return new Account
        {
            Id = Id(),
            UserName = naam,
            NormalizedUserName = naam.ToUpperInvariant(),
            SecurityStamp = naam,
            IsActief = true,
            PersoonId = persoonId,
            MedewerkerId = medewerkerId,
        };
    }

    /// <summary>A medewerker with his account.</summary>
    public static (Medewerker Medewerker, Account Account) Medewerker(params StafRol[] rollen)
    {
        var medewerker = new Medewerker(Id(), $"Medewerker {Interlocked.Increment(ref counter)}", Emailadres.Parse("medewerker@we-id.example"), rollen);
        return (medewerker, Account(medewerkerId: medewerker.Id));
    }

    /// <summary>An aanvraag as submitted.</summary>
    public static Aanvraag Aanvraag(Organisatie organisatie, Persoon aanvrager, Persoon? onderwerp = null, string gegevens = "{}", string type = "nieuwe-gebruiker") =>
        new(Id(), $"A-2026-{Interlocked.Increment(ref counter):000000}", type, 1, organisatie.Id, aanvrager.Id, gegevens, TestWorld.Begin) { PersoonId = onderwerp?.Id };
}
