using System.Data.Common;

namespace WeId.Workflows.Engine;

/// <summary>Marks an exception that may not happen again when the same is tried later.</summary>
public interface ITransientFailure;

/// <summary>Tells failures that pass from failures that stay.</summary>
public static class TransientFailure
{
    /// <summary>Whether the exception or one inside it is likely to pass: a busy database, a time-out, an I/O error, or one that says so.</summary>
    public static bool Is(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is DbException { IsTransient: true } or TimeoutException or IOException or ITransientFailure)
            {
                return true;
            }
        }

        return false;
    }
}
