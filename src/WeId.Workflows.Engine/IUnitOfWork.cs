using WeId.Workflows.Engine.Outbox;

namespace WeId.Workflows.Engine;

/// <summary>
/// Runs one piece of work in a fresh scope and one transaction: all of it is written, or nothing. The whole work is run
/// again, in a new scope, when the database reports a deadlock, a serialization failure, a lost connection or a concurrent
/// change. After the commit, whoever looks for new messages or deadlines is woken.
/// </summary>
public interface IUnitOfWork
{
    /// <summary>
    /// Runs the work, and remembers its answer under the operation id in the same transaction. Called again with an id
    /// that was committed before, it does not run the work and returns the first answer.
    /// </summary>
    /// <param name="operationId">Identifies the act from end to end.</param>
    /// <param name="work">Gets the services of the fresh scope. Its answer must survive JSON.</param>
    /// <param name="ct">Stops the work before its commit.</param>
    Task<T> RunAsync<T>(Guid operationId, Func<IServiceProvider, CancellationToken, Task<T>> work, CancellationToken ct);

    /// <summary>
    /// Runs what an outbox message asks for and ends the message, in one transaction: the message itself says whether it has
    /// been done. Does nothing when somebody else has ended it or holds it.
    /// </summary>
    Task ConsumeAsync(OutboxMessage message, Func<IServiceProvider, CancellationToken, Task> work, CancellationToken ct);
}
