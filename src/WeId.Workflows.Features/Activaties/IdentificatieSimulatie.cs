using Microsoft.Extensions.Hosting;

namespace WeId.Workflows.Features.Activaties;

/// <summary>Whether somebody may play the identification partner: on a developer's machine only.</summary>
public sealed class IdentificatieSimulatie(IHostEnvironment? environment = null)
{
    /// <summary>True in Development.</summary>
    public bool IsAvailable => environment?.IsDevelopment() is true;
}
