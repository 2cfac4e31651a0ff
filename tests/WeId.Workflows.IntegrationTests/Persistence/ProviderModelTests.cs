using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Providers.PostgreSql;
using WeId.Workflows.Persistence.Providers.Sqlite;
using WeId.Workflows.Persistence.Providers.SqlServer;
using WeId.Workflows.TestKit;
using WeId.Workflows.TestKit.Databases;

namespace WeId.Workflows.IntegrationTests.Persistence;

/// <summary>What can be said of each database without a server.</summary>
[Trait("Database", "Sqlite")]
public sealed class ProviderModelTests
{
    public static TheoryData<DatabaseKind> Kinds() => [.. Enum.GetValues<DatabaseKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Migrations_OfEachProvider_MakeTheModel(DatabaseKind kind)
    {
        using var db = Offline(kind);

        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Theory]
    [InlineData(MigrationsSqlGenerationOptions.Default)]
    [InlineData(MigrationsSqlGenerationOptions.Idempotent)]
    public void SqlServerScript_IsTransactSql(MigrationsSqlGenerationOptions options)
    {
        using var db = Offline(DatabaseKind.SqlServer);

        Assert.Empty(Errors(db.GetService<IMigrator>().GenerateScript(options: options)));
    }

    [Fact]
    public void SqlServerQueries_AreTransactSql()
    {
        using var db = Offline(DatabaseKind.SqlServer);
        var now = TestWorld.Begin;
        string[] queries =
        [
            db.Outbox.Where(m => m.Status == OutboxStatus.Pending && m.DueAt <= now && !db.Outbox.Any(o => o.Key == m.Key && o.Sequence < m.Sequence))
                .OrderByDescending(m => m.Priority).ThenBy(m => m.Sequence).Take(20).ToQueryString(),
            db.Waits.Where(w => w.Status == WaitStatus.Open && w.Deadline <= now).OrderBy(w => w.Deadline).Take(200).ToQueryString(),
            db.Koppelingen.Include(k => k.EhMiddel).ThenInclude(m => m.Persoon).Where(k => k.EhMiddel.Persoon.Achternaam.Contains("smit"))
                .OrderBy(k => k.EhMiddel.Persoon.Achternaam).Skip(20).Take(20).ToQueryString(),
            db.Taken.Where(t => db.Aanvragen.Any(a => a.Id == t.AanvraagId)).GroupBy(t => t.Status).Select(g => new { g.Key, Count = g.Count() }).ToQueryString(),
        ];

        Assert.All(queries, query => Assert.Empty(Errors(query)));
    }

    // SQL Server refuses a table that a delete could reach along two ways.
    [Fact]
    public void Cascades_ReachNoTableAlongTwoWays()
    {
        using var db = Offline(DatabaseKind.SqlServer);

        var twice = db.Model.GetEntityTypes().Where(type => type.GetForeignKeys().Count(k => k is { DeleteBehavior: DeleteBehavior.Cascade, IsOwnership: false }) > 1);

        Assert.Empty(twice.Select(type => type.Name));
    }

    // One database takes any length; the others refuse what is longer than the column.
    [Fact]
    public void EnumNames_FitTheirColumns()
    {
        using var db = Offline(DatabaseKind.PostgreSql);
        var tooLong =
            from type in db.Model.GetEntityTypes()
            from property in type.GetProperties()
            let kind = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType
            where kind.IsEnum && Enum.GetNames(kind).Any(name => name.Length > property.GetMaxLength())
            select $"{type.DisplayName()}.{property.Name}";

        Assert.Empty(tooLong);
    }

    private static IEnumerable<string> Errors(string sql)
    {
        using var reader = new StringReader(sql);
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        return errors.Select(e => $"line {e.Line}: {e.Message}");
    }

    private static WeIdDbContext Offline(DatabaseKind kind) => kind switch
    {
        DatabaseKind.PostgreSql => new PostgreSqlDesignTimeFactory().CreateDbContext([]),
        DatabaseKind.SqlServer => new SqlServerDesignTimeFactory().CreateDbContext([]),
        _ => new SqliteDesignTimeFactory().CreateDbContext([]),
    };
}
