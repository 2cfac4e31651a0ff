using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Contracten;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine.Embedded;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.Persistence.Identity;
using WeId.Workflows.Persistence.Mappings;
using WeId.Workflows.Persistence.Stores;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Persistence;

/// <summary>The whole database; each provider has a subclass with its own migrations.</summary>
public abstract class WeIdDbContext(DbContextOptions options, TimeProvider time) : IdentityUserContext<Account, Guid>(options), IDataProtectionKeyContext
{
    /// <summary>Companies.</summary>
    public DbSet<Organisatie> Organisaties => Set<Organisatie>();

    /// <summary>Natural persons.</summary>
    public DbSet<Persoon> Personen => Set<Persoon>();

    /// <summary>Middelen.</summary>
    public DbSet<EhMiddel> EhMiddelen => Set<EhMiddel>();

    /// <summary>Devices that make sign-in codes.</summary>
    public DbSet<OtpApparaat> OtpApparaten => Set<OtpApparaat>();

    /// <summary>Middelen in organisaties.</summary>
    public DbSet<Organisatiekoppeling> Koppelingen => Set<Organisatiekoppeling>();

    /// <summary>Higher levels of middelen.</summary>
    public DbSet<Upgrade> Upgrades => Set<Upgrade>();

    /// <summary>Activations.</summary>
    public DbSet<Activatie> Activaties => Set<Activatie>();

    /// <summary>Aanvragen.</summary>
    public DbSet<Aanvraag> Aanvragen => Set<Aanvraag>();

    /// <summary>Personal links to aanvragen.</summary>
    public DbSet<AanvraagToegang> AanvraagToegangen => Set<AanvraagToegang>();

    /// <summary>Tasks of reviewers and postkamer.</summary>
    public DbSet<BeoordelingsTaak> Taken => Set<BeoordelingsTaak>();

    /// <summary>Who had a hand in which aanvraag.</summary>
    public DbSet<BetrokkenMedewerker> BetrokkenMedewerkers => Set<BetrokkenMedewerker>();

    /// <summary>Supplements that reviewers asked for.</summary>
    public DbSet<Aanvulling> Aanvullingen => Set<Aanvulling>();

    /// <summary>Uploads.</summary>
    public DbSet<Bijlage> Bijlagen => Set<Bijlage>();

    /// <summary>Documents that stay with an aanvraag.</summary>
    public DbSet<Dossierstuk> Dossierstukken => Set<Dossierstuk>();

    /// <summary>Prints of paper contracts.</summary>
    public DbSet<Contract> Contracten => Set<Contract>();

    /// <summary>Drafts.</summary>
    public DbSet<Concept> Concepten => Set<Concept>();

    /// <summary>Letters, mails and text messages.</summary>
    public DbSet<Verzending> Verzendingen => Set<Verzending>();

    /// <summary>Letters that are printed and posted together.</summary>
    public DbSet<Postbatch> Postbatches => Set<Postbatch>();

    /// <summary>Deliveries to the print supplier.</summary>
    public DbSet<Drukopdracht> Drukopdrachten => Set<Drukopdracht>();

    /// <summary>Files of the print supplier.</summary>
    public DbSet<Terugmelding> Terugmeldingen => Set<Terugmelding>();

    /// <summary>Staff.</summary>
    public DbSet<Medewerker> Medewerkers => Set<Medewerker>();

    /// <summary>Service providers of the catalogue.</summary>
    public DbSet<Dienstverlener> Dienstverleners => Set<Dienstverlener>();

    /// <summary>Services of the catalogue.</summary>
    public DbSet<Dienst> Diensten => Set<Dienst>();

    /// <summary>What users may do where.</summary>
    public DbSet<Machtiging> Machtigingen => Set<Machtiging>();

    /// <summary>How many machtigingen a company has for what; written by the context itself.</summary>
    public DbSet<MachtigingTelling> MachtigingTellingen => Set<MachtigingTelling>();

    /// <summary>How often the register was told of a company.</summary>
    public DbSet<Registerteller> Registertellers => Set<Registerteller>();

    /// <summary>Ketenmachtigingen.</summary>
    public DbSet<Ketenmachtiging> Ketenmachtigingen => Set<Ketenmachtiging>();

    /// <summary>Which organisaties may invite relations.</summary>
    public DbSet<Ketenmodule> Ketenmodules => Set<Ketenmodule>();

    /// <summary>What We-ID asks for the ketenmodule.</summary>
    public DbSet<Offerte> Offertes => Set<Offerte>();

    /// <summary>What intermediairs ask of their relations.</summary>
    public DbSet<KetenUitnodiging> KetenUitnodigingen => Set<KetenUitnodiging>();

    /// <summary>Audit rows.</summary>
    public DbSet<AuditRegel> Audit => Set<AuditRegel>();

    /// <summary>Login history.</summary>
    public DbSet<InlogRegel> Inloghistorie => Set<InlogRegel>();

    /// <summary>Workflow instances.</summary>
    public DbSet<WorkflowInstance> Instances => Set<WorkflowInstance>();

    /// <summary>Journal of the instances.</summary>
    public DbSet<JournalEntry> Journal => Set<JournalEntry>();

    /// <summary>Incidents.</summary>
    public DbSet<Incident> Incidents => Set<Incident>();

    /// <summary>Waits and timers.</summary>
    public DbSet<WorkflowWait> Waits => Set<WorkflowWait>();

    /// <summary>Outgoing effects.</summary>
    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    /// <summary>Published definitions.</summary>
    public DbSet<PublishedDefinition> Definitions => Set<PublishedDefinition>();

    /// <summary>Committed acts and what they answered.</summary>
    public DbSet<Operation> Operations => Set<Operation>();

    /// <summary>Which node does what only one may do.</summary>
    internal DbSet<Lease> Leases => Set<Lease>();

    /// <inheritdoc />
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>Whether the end of a scope leaves it open, since whoever lent it to the scope lends it again.</summary>
    internal bool OutlivesScope { get; set; }

    /// <inheritdoc />
    public override void Dispose()
    {
        if (!OutlivesScope)
        {
            base.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        if (!OutlivesScope)
        {
            await base.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <inheritdoc />
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        // The stamps need to know what has changed, and one look at that is enough for the save too.
        StampVersions();
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            await MachtigingTeller.CountAsync(this, cancellationToken);
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    /// <inheritdoc />
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        StampVersions();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        Converters.Apply(configurationBuilder);
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(WeIdDbContext).Assembly);
    }

    private void StampVersions()
    {
        foreach (var entry in ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified))
        {
            if (entry.Metadata.FindProperty("Version") is { IsConcurrencyToken: true } property)
            {
                entry.Property(property.Name).CurrentValue = Guid.CreateVersion7(time.GetUtcNow());
            }
        }
    }
}
