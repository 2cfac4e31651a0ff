namespace WeId.Workflows.Engine.Embedded;

/// <summary>A signal came before the start of its instance; the outbox tries it again.</summary>
public sealed class InstanceNotStartedException(Guid aanvraagId)
    : Exception($"No instance has been started for aanvraag {aanvraagId}."), ITransientFailure;
