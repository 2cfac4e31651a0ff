namespace WeId.Workflows.Engine.Embedded;

/// <summary>Instances, journal and incidents, inside the current unit of work.</summary>
public interface IInstanceStore
{
    /// <summary>The instance of the aanvraag; null when there is none.</summary>
    Task<WorkflowInstance?> FindByAanvraagAsync(Guid aanvraagId, CancellationToken ct);

    /// <summary>Adds an instance. A second one for the same aanvraag fails at the commit.</summary>
    void Add(WorkflowInstance instance);

    /// <summary>Writes the changed instance and gives it a new <see cref="WorkflowInstance.Version"/>; a concurrent change shows at the commit.</summary>
    void Update(WorkflowInstance instance);

    /// <summary>Appends a row.</summary>
    void AppendJournal(JournalEntry entry);

    /// <summary>The journal, in order.</summary>
    Task<IReadOnlyList<JournalEntry>> ListJournalAsync(Guid instanceId, CancellationToken ct);

    /// <summary>Adds an incident.</summary>
    void AddIncident(Incident incident);

    /// <summary>Writes a closed incident.</summary>
    void UpdateIncident(Incident incident);

    /// <summary>The incident, open or closed; null when there is none.</summary>
    Task<Incident?> FindIncidentAsync(Guid incidentId, CancellationToken ct);

    /// <summary>Incidents of an instance, oldest first, the closed ones included.</summary>
    Task<IReadOnlyList<Incident>> ListIncidentsAsync(Guid instanceId, CancellationToken ct);
}
