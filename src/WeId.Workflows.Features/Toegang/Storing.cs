using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace WeId.Workflows.Features.Toegang;

/// <summary>What a page survives: the database is away or full, and what was typed must stay.</summary>
internal static class Storing
{
    public static bool Is(Exception exception) => exception is DbException or DbUpdateException or TimeoutException or IOException;
}
