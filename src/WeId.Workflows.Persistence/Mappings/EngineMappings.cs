using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeId.Workflows.Engine.Embedded;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.Persistence.Stores;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Persistence.Mappings;

internal sealed class WorkflowInstanceMapping : IEntityTypeConfiguration<WorkflowInstance>
{
    public void Configure(EntityTypeBuilder<WorkflowInstance> builder)
    {
        builder.ToTable("WorkflowInstances", table => table.HasCheckConstraint(
            "CK_WorkflowInstances_Ended",
            """
            ("Status" = 'Running' AND "EndedAt" IS NULL) OR ("Status" <> 'Running' AND "EndedAt" IS NOT NULL)
            """));
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.DefinitionId).HasMaxLength(60);
        builder.Property(i => i.Version).IsConcurrencyToken();
        builder.HasIndex(i => i.AanvraagId).IsUnique();
        builder.HasIndex(i => new { i.Status, i.EndedAt });
    }
}

internal sealed class JournalEntryMapping : IEntityTypeConfiguration<JournalEntry>
{
    public void Configure(EntityTypeBuilder<JournalEntry> builder)
    {
        builder.ToTable("WorkflowJournal");
        builder.HasKey(j => new { j.InstanceId, j.Seq });
        builder.Property(j => j.ActivityId).HasMaxLength(100);
        builder.Property(j => j.ActivityType).HasMaxLength(100);
        builder.Property(j => j.Outcome).HasMaxLength(100);
        builder.HasOne<WorkflowInstance>().WithMany().HasForeignKey(j => j.InstanceId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class IncidentMapping : IEntityTypeConfiguration<Incident>
{
    public void Configure(EntityTypeBuilder<Incident> builder)
    {
        builder.ToTable("WorkflowIncidents");
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.ActivityId).HasMaxLength(100);
        builder.Property(i => i.Cause).HasMaxLength(500);
        builder.Property(i => i.ClosedBy).HasMaxLength(40);
        builder.HasIndex(i => i.InstanceId);
    }
}

internal sealed class WorkflowWaitMapping : IEntityTypeConfiguration<WorkflowWait>
{
    // Only what is open is looked for, and that stays few however many have ended.
    private const string Open = "\"Status\" = 'Open'";

    public void Configure(EntityTypeBuilder<WorkflowWait> builder)
    {
        builder.ToTable("WorkflowWaits", table => table.HasCheckConstraint(
            "CK_WorkflowWaits_Closed",
            """
            ("Status" = 'Open' AND "ClosedAt" IS NULL) OR ("Status" <> 'Open' AND "ClosedAt" IS NOT NULL)
            """));
        builder.Property(w => w.Id).ValueGeneratedNever();
        builder.Property(w => w.ActivityId).HasMaxLength(100);
        builder.Property(w => w.Name).HasMaxLength(100);
        builder.Property(w => w.OnDeadline).HasMaxLength(100);
        builder.Property(w => w.Outcome).HasMaxLength(100);
        builder.Property(w => w.ClosedBy).HasMaxLength(60);
        builder.HasIndex(w => w.Deadline).HasFilter(Open);
        builder.HasIndex(w => new { w.AanvraagId, w.Name }).HasFilter(Open);
        builder.HasIndex(w => w.ExecutionId).HasFilter(Open);
        builder.HasIndex(w => w.InstanceId);
    }
}

internal sealed class OutboxMessageMapping : IEntityTypeConfiguration<OutboxMessage>
{
    // Only what is pending is looked for, and that stays few however many are done.
    private const string Pending = "\"Status\" = 'Pending'";

    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("Outbox");
        builder.HasKey(m => m.Sequence);
        builder.Property(m => m.Sequence).ValueGeneratedOnAdd();
        builder.Property(m => m.Type).HasMaxLength(60);
        builder.Property(m => m.Key).HasMaxLength(100);
        builder.Property(m => m.LastError).HasMaxLength(500);
        builder.HasIndex(m => m.Id).IsUnique();
        builder.HasIndex(m => new { m.Lane, m.Priority, m.Sequence }).IsDescending(false, true, false).HasFilter(Pending);
        builder.HasIndex(m => m.DueAt).HasFilter(Pending);
        builder.HasIndex(m => new { m.Key, m.Sequence }).HasFilter(Pending);
        builder.HasIndex(m => m.EndedAt);
    }
}

internal sealed class PublishedDefinitionMapping : IEntityTypeConfiguration<PublishedDefinition>
{
    public void Configure(EntityTypeBuilder<PublishedDefinition> builder)
    {
        builder.ToTable("WorkflowDefinitions");
        builder.HasKey(d => new { d.DefinitionId, d.Version });
        builder.Property(d => d.DefinitionId).HasMaxLength(60);
        builder.Property(d => d.ContentHash).HasMaxLength(64);
    }
}

internal sealed class OperationMapping : IEntityTypeConfiguration<Operation>
{
    public void Configure(EntityTypeBuilder<Operation> builder)
    {
        builder.ToTable("Operations");
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.HasIndex(o => o.At);
    }
}

internal sealed class LeaseMapping : IEntityTypeConfiguration<Lease>
{
    public void Configure(EntityTypeBuilder<Lease> builder)
    {
        builder.ToTable("Leases");
        builder.HasKey(l => l.Name);
        builder.Property(l => l.Name).HasMaxLength(40);
    }
}
