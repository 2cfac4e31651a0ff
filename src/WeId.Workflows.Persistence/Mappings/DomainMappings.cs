using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Contracten;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Persistence.Audit;
using WeId.Workflows.Persistence.Identity;

namespace WeId.Workflows.Persistence.Mappings;

internal sealed class OrganisatieMapping : IEntityTypeConfiguration<Organisatie>
{
    public void Configure(EntityTypeBuilder<Organisatie> builder)
    {
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.Property(o => o.Naam).HasMaxLength(200);
        builder.Property(o => o.Telefoonnummer).HasMaxLength(20);
        builder.ComplexProperty(o => o.Adres, adres =>
        {
            adres.Property(a => a.Straat).HasMaxLength(200);
            adres.Property(a => a.Postcode).HasMaxLength(10);
            adres.Property(a => a.Plaats).HasMaxLength(100);
            adres.Property(a => a.Land).HasMaxLength(60);
        });
        builder.HasIndex(o => new { o.KvkNummer, o.Vestigingsnummer }).IsUnique();

        // An empty vestigingsnummer is like no other, so the whole company needs an index of its own to stand here once.
        builder.HasIndex(o => o.KvkNummer).IsUnique().HasFilter("\"Vestigingsnummer\" IS NULL");
    }
}

internal sealed class PersoonMapping : IEntityTypeConfiguration<Persoon>
{
    public void Configure(EntityTypeBuilder<Persoon> builder)
    {
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Voornamen).HasMaxLength(100);
        builder.Property(p => p.Tussenvoegsel).HasMaxLength(20);
        builder.Property(p => p.Achternaam).HasMaxLength(100);
        builder.Property(p => p.Taal).HasMaxLength(2);
        builder.Ignore(p => p.VolledigeNaam);
        builder.OwnsOne(p => p.Document, document =>
        {
            document.Property(d => d.LaatsteDrie).HasMaxLength(3);
            document.Property(d => d.NummerHash).HasMaxLength(64);
            document.HasIndex(d => d.NummerHash);
        });
        builder.HasIndex(p => new { p.Achternaam, p.Geboortedatum });
    }
}

internal sealed class EhMiddelMapping : IEntityTypeConfiguration<EhMiddel>
{
    public void Configure(EntityTypeBuilder<EhMiddel> builder)
    {
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.OtpSerienummer).HasMaxLength(30);
        builder.ToTable(table => table.HasCheckConstraint(
            "CK_EhMiddelen_Belastingdienst",
            """
            "Type" <> 'Belastingdienst' OR "Niveau" = 'Eh3'
            """));
        builder.HasIndex(m => m.BelastingdienstKvk).IsUnique().HasFilter("\"BelastingdienstKvk\" IS NOT NULL");

        // Of two mutaties that are submitted at once only one finds it free.
        builder.Property(m => m.MutatieAanvraagId).IsConcurrencyToken();
        builder.HasOne(m => m.Persoon).WithOne().HasForeignKey<EhMiddel>(m => m.PersoonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(m => m.Koppelingen).WithOne(k => k.EhMiddel).HasForeignKey(k => k.EhMiddelId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OtpApparaatMapping : IEntityTypeConfiguration<OtpApparaat>
{
    public void Configure(EntityTypeBuilder<OtpApparaat> builder)
    {
        builder.ToTable("OtpApparaten");
        builder.HasKey(o => o.Serienummer);
        builder.Property(o => o.Serienummer).HasMaxLength(20);
        builder.Property(o => o.TrackTrace).HasMaxLength(OtpApparaat.MaxTrackTrace);
        builder.Ignore(o => o.Status);
        builder.HasOne<EhMiddel>().WithMany().HasForeignKey(o => o.EhMiddelId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OrganisatiekoppelingMapping : IEntityTypeConfiguration<Organisatiekoppeling>
{
    public void Configure(EntityTypeBuilder<Organisatiekoppeling> builder)
    {
        builder.ToTable("Koppelingen", table =>
        {
            table.HasCheckConstraint(
                "CK_Koppelingen_Actief",
                """
                "Status" NOT IN ('Actief', 'Geschorst') OR ("GeactiveerdOp" IS NOT NULL AND "UiterlijkActiverenOp" IS NOT NULL)
                """);
            table.HasCheckConstraint(
                "CK_Koppelingen_Termijn",
                """
                "Status" NOT IN ('WachtenOpActivatie', 'ActivatieVerlopen') OR ("UiterlijkActiverenOp" IS NOT NULL AND "GeactiveerdOp" IS NULL)
                """);
        });
        builder.Property(k => k.Id).ValueGeneratedNever();
        builder.Property(k => k.Version).IsConcurrencyToken();
        builder.Ignore(k => k.IsVisible);
        builder.Ignore(k => k.CanEnd);
        builder.OwnsOne(k => k.Abonnement);
        builder.HasOne(k => k.Organisatie).WithMany().HasForeignKey(k => k.OrganisatieId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(k => new { k.OrganisatieId, k.Status });

        // Who acts is looked for in every command and page: a beheerder among a hundred thousand users.
        builder.HasIndex(k => new { k.OrganisatieId, k.Rol, k.Status });
        builder.HasIndex(k => k.AanvraagId);
    }
}

internal sealed class UpgradeMapping : IEntityTypeConfiguration<Upgrade>
{
    public void Configure(EntityTypeBuilder<Upgrade> builder)
    {
        builder.ToTable("Upgrades", table =>
        {
            table.HasCheckConstraint(
                "CK_Upgrades_Actief",
                """
                "Status" <> 'Actief' OR ("GeactiveerdOp" IS NOT NULL AND "UiterlijkActiverenOp" IS NOT NULL)
                """);
            table.HasCheckConstraint(
                "CK_Upgrades_Termijn",
                """
                "Status" NOT IN ('WachtenOpActivatie', 'ActivatieVerlopen') OR ("UiterlijkActiverenOp" IS NOT NULL AND "GeactiveerdOp" IS NULL)
                """);
        });
        builder.Property(u => u.Id).ValueGeneratedNever();
        builder.Property(u => u.Version).IsConcurrencyToken();
        builder.Ignore(u => u.IsVisible);
        builder.Ignore(u => u.CanEnd);
        builder.Ignore(u => u.IsOpen);
        builder.PrimitiveCollection(u => u.OokVoor);
        builder.OwnsOne(u => u.VervangenAbonnement);
        builder.HasOne(u => u.EhMiddel).WithMany().HasForeignKey(u => u.EhMiddelId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(u => u.Koppeling).WithMany().HasForeignKey(u => u.KoppelingId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(u => u.AanvraagId).IsUnique();
    }
}

internal sealed class ActivatieMapping : IEntityTypeConfiguration<Activatie>
{
    public void Configure(EntityTypeBuilder<Activatie> builder)
    {
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.Property(a => a.CodeHash).HasMaxLength(64);
        builder.Property(a => a.ValidatieCodeHash).HasMaxLength(64);
        builder.Property(a => a.IdentificatieOpdracht).HasMaxLength(40);
        builder.Ignore(a => a.IsOpen);
        builder.HasIndex(a => a.CodeHash).IsUnique();
        builder.HasIndex(a => a.AanvraagId);
        builder.HasIndex(a => a.IdentificatieOpdracht);
    }
}

internal sealed class AanvraagMapping : IEntityTypeConfiguration<Aanvraag>
{
    public void Configure(EntityTypeBuilder<Aanvraag> builder)
    {
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.Property(a => a.Nummer).HasMaxLength(20);
        builder.Property(a => a.Type).HasMaxLength(60);
        builder.HasIndex(a => a.Nummer).IsUnique();
        builder.HasIndex(a => new { a.OrganisatieId, a.Status });
        builder.HasIndex(a => a.PersoonId);
    }
}

internal sealed class AanvraagToegangMapping : IEntityTypeConfiguration<AanvraagToegang>
{
    public void Configure(EntityTypeBuilder<AanvraagToegang> builder)
    {
        builder.ToTable("AanvraagToegangen");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.SleutelHash).HasMaxLength(64);
        builder.HasIndex(t => t.SleutelHash).IsUnique();
        builder.HasIndex(t => t.AanvraagId);
        builder.HasOne<Aanvraag>().WithMany().HasForeignKey(t => t.AanvraagId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class BeoordelingsTaakMapping : IEntityTypeConfiguration<BeoordelingsTaak>
{
    public void Configure(EntityTypeBuilder<BeoordelingsTaak> builder)
    {
        builder.ToTable("Taken", table => table.HasCheckConstraint(
            "CK_Taken_Waarover",
            """("WaitId" IS NOT NULL AND "VerzendingId" IS NULL) OR ("WaitId" IS NULL AND "VerzendingId" IS NOT NULL)"""));
        builder.ToTable(table => table.HasCheckConstraint(
            "CK_Taken_Besloten",
            """("Status" = 'Besloten' AND "Besluit" IS NOT NULL AND "BeslotenDoor" IS NOT NULL AND "BeslotenOp" IS NOT NULL)"""
            + """ OR ("Status" <> 'Besloten' AND "Besluit" IS NULL AND "BeslotenDoor" IS NULL AND "BeslotenOp" IS NULL)"""));
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Version).IsConcurrencyToken();
        builder.Property(t => t.Rol).HasMaxLength(40);
        builder.Property(t => t.Fase).HasMaxLength(40);
        builder.Property(t => t.Besluit).HasMaxLength(60);
        builder.HasIndex(t => new { t.Status, t.Rol, t.Uiterlijk, t.AangemaaktOp });
        builder.HasIndex(t => t.WaitId).IsUnique().HasFilter("\"WaitId\" IS NOT NULL");
        builder.HasIndex(t => t.VerzendingId).HasFilter("\"VerzendingId\" IS NOT NULL");
        builder.HasIndex(t => t.AanvraagId);
    }
}

internal sealed class BetrokkenMedewerkerMapping : IEntityTypeConfiguration<BetrokkenMedewerker>
{
    public void Configure(EntityTypeBuilder<BetrokkenMedewerker> builder)
    {
        builder.HasKey(b => new { b.AanvraagId, b.MedewerkerId });
        builder.Property(b => b.Fase).HasMaxLength(40);
    }
}

internal sealed class AanvullingMapping : IEntityTypeConfiguration<Aanvulling>
{
    public void Configure(EntityTypeBuilder<Aanvulling> builder)
    {
        builder.ToTable("Aanvullingen", table => table.HasCheckConstraint(
            "CK_Aanvullingen_Beantwoord",
            """("Status" = 'Beantwoord' AND "BeantwoordOp" IS NOT NULL)"""
            + """ OR ("Status" <> 'Beantwoord' AND "BeantwoordDoor" IS NULL AND "BeantwoordOp" IS NULL)"""));
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.Property(a => a.Fase).HasMaxLength(40);
        builder.Property(a => a.Toelichting).HasMaxLength(Aanvulling.MaxTekst);
        builder.Property(a => a.Antwoord).HasMaxLength(Aanvulling.MaxTekst);
        builder.HasIndex(a => new { a.AanvraagId, a.GevraagdOp });
    }
}

internal sealed class BijlageMapping : IEntityTypeConfiguration<Bijlage>
{
    public void Configure(EntityTypeBuilder<Bijlage> builder)
    {
        builder.ToTable("Bijlagen", table => table.HasCheckConstraint(
            "CK_Bijlagen_Gewist",
            """("GewistOp" IS NULL AND "Versleuteld" IS NOT NULL AND "Sleutel" IS NOT NULL)"""
            + """ OR ("GewistOp" IS NOT NULL AND "Versleuteld" IS NULL AND "Sleutel" IS NULL)"""));
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.Property(b => b.Bestandsnaam).HasMaxLength(255);
        builder.Property(b => b.ContentType).HasMaxLength(60);
        builder.HasIndex(b => b.ConceptId);
        builder.HasIndex(b => b.AanvraagId);
    }
}

internal sealed class DossierstukMapping : IEntityTypeConfiguration<Dossierstuk>
{
    public void Configure(EntityTypeBuilder<Dossierstuk> builder)
    {
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Soort).HasMaxLength(40);
        builder.Property(s => s.Bestandsnaam).HasMaxLength(255);
        builder.Property(s => s.ContentType).HasMaxLength(60);
        builder.Property(s => s.Hash).HasMaxLength(64);
        builder.HasIndex(s => s.AanvraagId);
        builder.HasIndex(s => s.VerzendingId);
    }
}

internal sealed class ContractMapping : IEntityTypeConfiguration<Contract>
{
    public void Configure(EntityTypeBuilder<Contract> builder)
    {
        builder.ToTable("Contracten", table => table.HasCheckConstraint(
            "CK_Contracten_Ontvangen",
            """
            "Status" NOT IN ('Ontvangen', 'Geaccepteerd', 'Onvolledig', 'Afgewezen') OR ("ScanId" IS NOT NULL AND "OntvangenOp" IS NOT NULL)
            """));
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.Property(c => c.Nummer).HasMaxLength(30);
        builder.Ignore(c => c.Uiterlijk);
        builder.Ignore(c => c.IsAwaited);
        builder.HasIndex(c => c.Nummer).IsUnique();
        builder.HasIndex(c => new { c.AanvraagId, c.Versie }).IsUnique();
        builder.HasOne<Aanvraag>().WithMany().HasForeignKey(c => c.AanvraagId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ConceptMapping : IEntityTypeConfiguration<Concept>
{
    public void Configure(EntityTypeBuilder<Concept> builder)
    {
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Type).HasMaxLength(60);
        builder.HasIndex(c => new { c.AccountId, c.OrganisatieId, c.Type }).IsUnique();
    }
}

internal sealed class VerzendingMapping : IEntityTypeConfiguration<Verzending>
{
    public void Configure(EntityTypeBuilder<Verzending> builder)
    {
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.Property(v => v.Template).HasMaxLength(60);
        builder.Property(v => v.Taal).HasMaxLength(2);
        builder.Property(v => v.OntvangerNaam).HasMaxLength(Verzending.MaxNaam);
        builder.Property(v => v.Adres).HasMaxLength(Verzending.MaxAdres);
        builder.Property(v => v.DrukkerReden).HasMaxLength(Verzending.MaxDrukkerReden);
        builder.Property(v => v.DocumentHash).HasMaxLength(64);
        builder.Property(v => v.Onderwerp).HasMaxLength(250);
        builder.Property(v => v.AfleveringCode).HasMaxLength(40);
        builder.Ignore(v => v.IsEnded);
        builder.Ignore(v => v.IsHandled);
        builder.Ignore(v => v.IsReprintable);
        builder.HasIndex(v => new { v.Kanaal, v.Status });
        builder.HasIndex(v => v.AanvraagId);

        // For the limit on text messages to one number, and for those that did not arrive: few rows of many.
        builder.HasIndex(v => new { v.Adres, v.VerzondenOp }).HasFilter("\"Kanaal\" = 'Sms'");
        builder.HasIndex(v => new { v.Aflevering, v.AfleveringOp }).HasFilter("\"Aflevering\" IS NOT NULL");

        // Of two that put a letter into their batch at the same moment, one writes to a row that is not as he read it.
        builder.Property(v => v.PostbatchId).IsConcurrencyToken();
        builder.HasIndex(v => v.PostbatchId).HasFilter("\"PostbatchId\" IS NOT NULL");
        builder.Property(v => v.DrukopdrachtId).IsConcurrencyToken();
        builder.HasIndex(v => v.DrukopdrachtId).HasFilter("\"DrukopdrachtId\" IS NOT NULL");
        builder.HasIndex(v => v.RetourOp).HasFilter("\"RetourOp\" IS NOT NULL");
        builder.HasIndex(v => v.HerdrukVanId).IsUnique().HasFilter("\"HerdrukVanId\" IS NOT NULL");
    }
}

internal sealed class DrukopdrachtMapping : IEntityTypeConfiguration<Drukopdracht>
{
    public void Configure(EntityTypeBuilder<Drukopdracht> builder)
    {
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.Property(o => o.Nummer).HasMaxLength(20);
        builder.Property(o => o.Version).IsConcurrencyToken();
        builder.HasIndex(o => o.Nummer).IsUnique();
        builder.HasIndex(o => o.AfgeleverdOp);
    }
}

internal sealed class TerugmeldingMapping : IEntityTypeConfiguration<Terugmelding>
{
    public void Configure(EntityTypeBuilder<Terugmelding> builder)
    {
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Bestand).HasMaxLength(Terugmelding.MaxBestand);
        builder.Property(t => t.Kenmerk).HasMaxLength(Terugmelding.MaxKenmerk);
        builder.Property(t => t.Reden).HasMaxLength(Terugmelding.MaxReden);
        builder.HasIndex(t => t.Kenmerk).IsUnique().HasFilter("\"Kenmerk\" IS NOT NULL");
        builder.HasIndex(t => t.AfgehandeldOp);
    }
}

internal sealed class PostbatchMapping : IEntityTypeConfiguration<Postbatch>
{
    public void Configure(EntityTypeBuilder<Postbatch> builder)
    {
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.Property(b => b.Nummer).HasMaxLength(20);
        builder.Property(b => b.Version).IsConcurrencyToken();
        builder.HasIndex(b => b.Nummer).IsUnique();
        builder.HasIndex(b => new { b.Status, b.GemaaktOp });
    }
}

internal sealed class MedewerkerMapping : IEntityTypeConfiguration<Medewerker>
{
    public void Configure(EntityTypeBuilder<Medewerker> builder)
    {
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Naam).HasMaxLength(150);
        builder.PrimitiveCollection(m => m.Rollen).ElementType(e => e.HasConversion<string>());
    }
}

internal sealed class DienstverlenerMapping : IEntityTypeConfiguration<Dienstverlener>
{
    public void Configure(EntityTypeBuilder<Dienstverlener> builder)
    {
        builder.HasKey(d => d.Oin);
        builder.Property(d => d.Oin).HasMaxLength(20);
        builder.Property(d => d.Naam).HasMaxLength(64);
    }
}

internal sealed class DienstMapping : IEntityTypeConfiguration<Dienst>
{
    public void Configure(EntityTypeBuilder<Dienst> builder)
    {
        builder.HasKey(d => d.Uuid);
        builder.Property(d => d.Uuid).ValueGeneratedNever();
        builder.Property(d => d.NaamNl).HasMaxLength(64);
        builder.Property(d => d.NaamEn).HasMaxLength(64);
        builder.HasOne<Dienstverlener>().WithMany().HasForeignKey(d => d.Oin).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MachtigingMapping : IEntityTypeConfiguration<Machtiging>
{
    private const string Open = """
        "Status" IN ('InVerwerking', 'Actief', 'IntrekkingAangekondigd')
        """;

    public void Configure(EntityTypeBuilder<Machtiging> builder)
    {
        builder.ToTable("Machtigingen", table =>
        {
            table.HasCheckConstraint(
                "CK_Machtigingen_Bereik",
                """("Soort" = 'Dienst' AND "DienstUuid" IS NOT NULL AND "Oin" IS NULL AND "Niveau" IS NULL)"""
                + """ OR ("Soort" = 'Dienstverlener' AND "DienstUuid" IS NULL AND "Oin" IS NOT NULL AND "Niveau" IS NULL)"""
                + """ OR ("Soort" = 'Algemeen' AND "DienstUuid" IS NULL AND "Oin" IS NULL AND "Niveau" IS NOT NULL)""");
            table.HasCheckConstraint(
                "CK_Machtigingen_Termijn",
                """
                "Einddatum" > "Startdatum" AND "GewijzigdOp" >= "Startdatum" AND "GewijzigdOp" < "Einddatum"
                """);
            table.HasCheckConstraint(
                "CK_Machtigingen_Einde",
                $"""({Open} AND "GeeindigdOp" IS NULL) OR (NOT ({Open}) AND "GeeindigdOp" IS NOT NULL)""");
            table.HasCheckConstraint(
                "CK_Machtigingen_Beeindigd",
                """("Status" = 'Beeindigd' AND "AanvraagId" IS NOT NULL) OR ("Status" <> 'Beeindigd' AND "AanvraagId" IS NULL)""");
        });
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Version).IsConcurrencyToken();
        builder.Property(m => m.Oin).HasMaxLength(20);
        builder.Ignore(m => m.IsOpen);
        builder.Ignore(m => m.IsVoorBelastingdienst);
        builder.HasOne<Organisatiekoppeling>().WithMany().HasForeignKey(m => m.KoppelingId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(m => m.Dienst).WithMany().HasForeignKey(m => m.DienstUuid).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Dienstverlener>().WithMany().HasForeignKey(m => m.Oin).OnDelete(DeleteBehavior.Restrict);

        // One open machtiging for each koppeling and bereik; a null is no bereik on one database and a value on another.
        builder.HasIndex(m => new { m.KoppelingId, m.DienstUuid }).IsUnique().HasFilter($"\"DienstUuid\" IS NOT NULL AND {Open}");
        builder.HasIndex(m => new { m.KoppelingId, m.Oin }).IsUnique().HasFilter($"\"Oin\" IS NOT NULL AND {Open}");
        builder.HasIndex(m => new { m.KoppelingId, m.Niveau }).IsUnique().HasFilter($"\"Niveau\" IS NOT NULL AND {Open}");
        builder.HasIndex(m => m.AanvraagId).HasFilter("\"AanvraagId\" IS NOT NULL");

        // What one user has, of all kinds: those above each leave out the others.
        builder.HasIndex(m => m.KoppelingId);

        // Who has it, in one company.
        builder.HasIndex(m => new { m.OrganisatieId, m.DienstUuid, m.Einddatum }).HasFilter($"\"DienstUuid\" IS NOT NULL AND {Open}");
        builder.HasIndex(m => new { m.OrganisatieId, m.Oin, m.Einddatum }).HasFilter($"\"Oin\" IS NOT NULL AND {Open}");
        builder.HasIndex(m => new { m.OrganisatieId, m.Niveau, m.Einddatum }).HasFilter($"\"Niveau\" IS NOT NULL AND {Open}");

        // What has passed its last day, and what the register has still to take or did not take, is few of many.
        builder.HasIndex(m => m.Einddatum).HasFilter(Open);
        builder.HasIndex(m => m.AangekondigdOp).HasFilter("\"Status\" = 'IntrekkingAangekondigd'");
        builder.HasIndex(m => m.OrganisatieId).HasFilter("\"Status\" = 'InVerwerking'");
        builder.HasIndex(m => new { m.OrganisatieId, m.GeeindigdOp }).HasFilter("\"Status\" = 'Mislukt'");
    }
}

internal sealed class MachtigingTellingMapping : IEntityTypeConfiguration<MachtigingTelling>
{
    public void Configure(EntityTypeBuilder<MachtigingTelling> builder)
    {
        builder.ToTable("MachtigingTellingen");
        builder.HasKey(t => new { t.OrganisatieId, t.Soort, t.Sleutel, t.Einddatum });
        builder.Property(t => t.Sleutel).HasMaxLength(40);
        builder.Property(t => t.Aantal).IsConcurrencyToken();
        builder.HasOne<Organisatie>().WithMany().HasForeignKey(t => t.OrganisatieId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RegistertellerMapping : IEntityTypeConfiguration<Registerteller>
{
    public void Configure(EntityTypeBuilder<Registerteller> builder)
    {
        builder.ToTable("Registertellers");
        builder.HasKey(t => t.OrganisatieId);
        builder.Property(t => t.Nummer).IsConcurrencyToken();
        builder.HasOne<Organisatie>().WithMany().HasForeignKey(t => t.OrganisatieId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class KetenmachtigingMapping : IEntityTypeConfiguration<Ketenmachtiging>
{
    public void Configure(EntityTypeBuilder<Ketenmachtiging> builder)
    {
        builder.ToTable("Ketenmachtigingen", table => table.HasCheckConstraint(
            "CK_Ketenmachtigingen_Einde",
            """
            ("Status" = 'Actief' AND "BeeindigdOp" IS NULL) OR ("Status" <> 'Actief' AND "BeeindigdOp" IS NOT NULL)
            """));
        builder.Property(k => k.Id).ValueGeneratedNever();
        builder.Property(k => k.Version).IsConcurrencyToken();
        builder.Property(k => k.GeverNaam).HasMaxLength(200);
        builder.Property(k => k.GeverEmail).HasMaxLength(254);
        builder.Property(k => k.IntermediairNaam).HasMaxLength(200);
        builder.Property(k => k.IntermediairEmail).HasMaxLength(254);
        builder.Property(k => k.Sleutel).HasMaxLength(40);
        builder.Property(k => k.NaamNl).HasMaxLength(150);
        builder.Property(k => k.NaamEn).HasMaxLength(150);
        builder.HasIndex(k => k.AanvraagId);
        builder.HasIndex(k => new { k.IntermediairKvk, k.Status });

        // Of two that are recorded at once for the same dienst only one stays.
        builder.HasIndex(k => new { k.GeverKvk, k.IntermediairKvk, k.Soort, k.Sleutel }).IsUnique().HasFilter("\"Status\" = 'Actief'");
    }
}

internal sealed class KetenmoduleMapping : IEntityTypeConfiguration<Ketenmodule>
{
    public void Configure(EntityTypeBuilder<Ketenmodule> builder)
    {
        builder.HasKey(m => m.OrganisatieId);
        builder.Property(m => m.OrganisatieId).ValueGeneratedNever();
    }
}

internal sealed class OfferteMapping : IEntityTypeConfiguration<Offerte>
{
    public void Configure(EntityTypeBuilder<Offerte> builder)
    {
        builder.ToTable("Offertes", table => table.HasCheckConstraint(
            "CK_Offertes_Antwoord",
            """
            ("Status" = 'Verzonden' AND "BeantwoordOp" IS NULL) OR ("Status" <> 'Verzonden' AND "BeantwoordOp" IS NOT NULL)
            """));
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.Property(o => o.Version).IsConcurrencyToken();
        builder.Property(o => o.Toelichting).HasMaxLength(1000);
        builder.HasIndex(o => o.AanvraagId).IsUnique();
    }
}

internal sealed class KetenUitnodigingMapping : IEntityTypeConfiguration<KetenUitnodiging>
{
    public void Configure(EntityTypeBuilder<KetenUitnodiging> builder)
    {
        builder.ToTable("KetenUitnodigingen");
        builder.Property(u => u.Id).ValueGeneratedNever();
        builder.Property(u => u.Version).IsConcurrencyToken();
        builder.Property(u => u.RelatieNaam).HasMaxLength(200);
        builder.Property(u => u.SleutelHash).HasMaxLength(64);
        builder.Property(u => u.Vertegenwoordiger).HasMaxLength(200);
        builder.HasIndex(u => u.AanvraagId).IsUnique();
        builder.HasIndex(u => u.SleutelHash).IsUnique().HasFilter("\"SleutelHash\" IS NOT NULL");

        // An intermediair asks the same relation once at a time.
        builder.HasIndex(u => new { u.OrganisatieId, u.RelatieKvk }).IsUnique().HasFilter("\"Status\" IN ('Uitgenodigd', 'PerPost', 'InControle')");
    }
}

internal sealed class AuditRegelMapping : IEntityTypeConfiguration<AuditRegel>
{
    public void Configure(EntityTypeBuilder<AuditRegel> builder)
    {
        builder.ToTable("Audit", table => table.HasCheckConstraint(
            "CK_Audit_Ketting",
            """("Volgnummer" IS NULL AND "Hash" IS NULL) OR ("Volgnummer" IS NOT NULL AND "Hash" IS NOT NULL)"""));
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Wat).HasMaxLength(60);

        // Its place in the chain and the hash over all before it; given once, after the commit of the act.
        builder.Property<long?>(AuditKetting.Volgnummer).IsConcurrencyToken();
        builder.Property<string?>(AuditKetting.Hash).HasMaxLength(64);
        builder.HasIndex(AuditKetting.Volgnummer).IsUnique().HasFilter($"\"{AuditKetting.Volgnummer}\" IS NOT NULL");
        builder.HasIndex(a => new { a.Op, a.Id }).HasFilter($"\"{AuditKetting.Volgnummer}\" IS NULL");
        builder.HasIndex(a => a.AanvraagId);
        builder.HasIndex(a => new { a.OrganisatieId, a.Op });
    }
}

internal sealed class InlogRegelMapping : IEntityTypeConfiguration<InlogRegel>
{
    public void Configure(EntityTypeBuilder<InlogRegel> builder)
    {
        builder.ToTable("Inloghistorie");
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.Factor).HasMaxLength(20);
        builder.Property(i => i.Adres).HasMaxLength(45);
        builder.HasIndex(i => new { i.AccountId, i.Op });
    }
}

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("Accounts");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Taal).HasMaxLength(2);
        builder.Property(a => a.SmsCodeHash).HasMaxLength(64);
        builder.HasIndex(a => a.PersoonId);
        builder.HasIndex(a => a.MedewerkerId);
    }
}
