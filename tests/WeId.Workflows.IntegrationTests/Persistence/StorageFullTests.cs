using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence.Stores;
using WeId.Workflows.Persistence.Work;
using WeId.Workflows.TestKit;
using WeId.Workflows.TestKit.Databases;

namespace WeId.Workflows.IntegrationTests.Persistence;

/// <summary>A disk without room, for which the page limit of SQLite stands.</summary>
[Trait("Database", "Sqlite")]
public sealed class StorageFullTests
{
    private readonly PageLimit limit = new();

    [Fact]
    public async Task UseCase_NoRoom_IsRefusedAndWritesNothing()
    {
        await using var world = await FullAsync();

        var result = await AddAsync(world, world.Handeling());

        Assert.IsType<OpslagVol>(Assert.Single(result.Refusals));
        Assert.Equal(0, await world.ReadAsync(db => db.Definitions.CountAsync()));
        Assert.Equal(0, await world.ReadAsync(db => db.Operations.CountAsync()));
    }

    [Fact]
    public async Task UseCase_NoRoom_ReadsGoOn()
    {
        await using var world = await FullAsync();
        await AddAsync(world, world.Handeling());

        Assert.Equal(1, await world.ReadAsync(db => db.Organisaties.CountAsync()));
    }

    [Fact]
    public async Task UseCase_RoomAgain_TheSameActSucceedsWithoutARestart()
    {
        await using var world = await FullAsync();
        var handeling = world.Handeling();
        await AddAsync(world, handeling);

        limit.Pages = int.MaxValue;
        var result = await AddAsync(world, handeling);

        Assert.True(result.Succeeded);
        Assert.Equal(1, await world.ReadAsync(db => db.Definitions.CountAsync()));
    }

    private async Task<TestWorld> FullAsync()
    {
        var world = await TestWorld.CreateAsync((services, _) => services.AddSingleton<IInterceptor>(limit), DatabaseKind.Sqlite);
        await world.SeedAsync(Given.Organisatie());
        limit.Pages = await world.ReadAsync(db => db.Database.SqlQueryRaw<int>("SELECT page_count AS Value FROM pragma_page_count").SingleAsync());
        return world;
    }

    private static Task<Result<Done>> AddAsync(TestWorld world, Handeling handeling) => world.Services.GetRequiredService<UseCases>().RunAsync<Done>(
        handeling,
        (scope, _) =>
        {
            scope.Db.Definitions.Add(new PublishedDefinition("groot", 1, new string('x', 1_000_000), "", handeling.At));
            return Task.FromResult<Result<Done>>(default(Done));
        },
        CancellationToken.None);

    private sealed class PageLimit : DbConnectionInterceptor
    {
        public int Pages { get; set; } = int.MaxValue;

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count={Pages}");
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
