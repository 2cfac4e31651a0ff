using WeId.Workflows.Engine;

namespace WeId.Workflows.Persistence.Work;

/// <summary>The database did not let a unit of work through in all its tries; later it may.</summary>
internal sealed class DatabaseBusyException(Exception inner) : Exception("The database is busy.", inner), ITransientFailure;
