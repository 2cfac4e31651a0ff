using Microsoft.Extensions.Hosting;

namespace WeId.Workflows.Features.Activaties;

/// <summary>Whether the page of the host on which somebody plays the identification partner can be linked to: on a developer's machine only.</summary>
public sealed class IdentificatieSimulatie(IHostEnvironment? environment = null)
{
    /// <summary>True in Development.</summary>
    public bool IsAvailable => environment?.IsDevelopment() is true;
}
