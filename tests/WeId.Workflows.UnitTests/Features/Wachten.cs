using System.Runtime.CompilerServices;
using Bunit;

namespace WeId.Workflows.UnitTests.Features;

/// <summary>How long a test waits at most for what a page is to show: it goes on as soon as that is there, and a busy machine is slow.</summary>
internal static class Wachten
{
    [ModuleInitializer]
    internal static void SetDefault() => BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(30);
}
