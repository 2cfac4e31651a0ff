using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;
using WeId.Workflows.TestKit;
using WeId.Workflows.TestKit.Databases;

namespace WeId.Workflows.IntegrationTests.Persistence;

public sealed class UnitOfWorkTests
{
    [Fact]
    public async Task RunAsync_SameOperationTwice_RunsOnceAndAnswersTheSame()
    {
        await using var world = await TestWorld.CreateAsync();
        var unitOfWork = world.Services.GetRequiredService<IUnitOfWork>();
        var operation = Given.Id();

        var first = await unitOfWork.RunAsync(operation, AddOrganisatieAsync, CancellationToken.None);
        var second = await unitOfWork.RunAsync(operation, AddOrganisatieAsync, CancellationToken.None);

        Assert.Equal(first, second);
        Assert.Equal(1, await world.ReadAsync(db => db.Organisaties.CountAsync()));
    }

    [Fact]
    public async Task RunAsync_WorkThrows_WritesNothing()
    {
        await using var world = await TestWorld.CreateAsync();
        var unitOfWork = world.Services.GetRequiredService<IUnitOfWork>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => unitOfWork.RunAsync<Guid>(
            Given.Id(),
            async (services, ct) =>
            {
                await AddOrganisatieAsync(services, ct);
                throw new InvalidOperationException();
            },
            CancellationToken.None));

        Assert.Equal(0, await world.ReadAsync(db => db.Organisaties.CountAsync()));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [Trait("Database", "Sqlite")]
    public async Task ConsumeAsync_DatabaseStaysBusy_PassesForTheEngine(int error)
    {
        await using var world = await TestWorld.CreateAsync(kind: DatabaseKind.Sqlite);
        var message = new OutboxMessage
        {
            Id = Given.Id(), Type = "proef", Lane = OutboxLane.Outside, Key = "proef", Payload = "{}", CreatedAt = TestWorld.Begin, DueAt = TestWorld.Begin,
        };
        await world.SeedAsync(message);
        var busy = new SqliteException("database is locked", error);

        var failure = await Record.ExceptionAsync(() => world.Services.GetRequiredService<IUnitOfWork>().ConsumeAsync(message, (_, _) => throw busy, CancellationToken.None));

        Assert.False(TransientFailure.Is(busy));
        Assert.True(TransientFailure.Is(failure));
        Assert.Equal(OutboxStatus.Pending, await world.ReadAsync(db => db.Outbox.Select(m => m.Status).SingleAsync()));
    }

    [Fact]
    public async Task RunAsync_InsideAnother_IsRefusedInsteadOfWaitingForItself()
    {
        await using var world = await TestWorld.CreateAsync();
        var unitOfWork = world.Services.GetRequiredService<IUnitOfWork>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => unitOfWork.RunAsync(
            Given.Id(),
            (_, ct) => unitOfWork.RunAsync(Given.Id(), AddOrganisatieAsync, ct),
            CancellationToken.None));
    }

    [Fact]
    public async Task UseCase_Refused_WritesNothingAndMayBeTriedAgain()
    {
        await using var world = await TestWorld.CreateAsync();
        var useCases = world.Services.GetRequiredService<UseCases>();
        var handeling = world.Handeling();

        var refused = await useCases.RunAsync<Done>(
            handeling,
            (scope, _) =>
            {
                scope.Db.Organisaties.Add(Given.Organisatie());
                return Task.FromResult<Result<Done>>(new NotAllowed());
            },
            CancellationToken.None);
        var accepted = await useCases.RunAsync<Done>(handeling, (_, _) => Task.FromResult<Result<Done>>(default(Done)), CancellationToken.None);

        Assert.IsType<NotAllowed>(Assert.Single(refused.Refusals));
        Assert.True(accepted.Succeeded);
        Assert.Equal(0, await world.ReadAsync(db => db.Organisaties.CountAsync()));
    }

    [Fact]
    public async Task UseCase_ManyAtOnce_AllCommit()
    {
        await using var world = await TestWorld.CreateAsync();
        var useCases = world.Services.GetRequiredService<UseCases>();
        var organisatie = Given.Organisatie();
        var (persoon, middel, koppeling, account) = Given.Gebruiker(organisatie);
        await world.SeedAsync(organisatie, persoon, middel, koppeling, account);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => useCases.RunAsync<Done>(
            world.Handeling(account.Id, organisatie.Id),
            (scope, _) =>
            {
                scope.Db.Audit.Add(AuditRegel.Of(world.Handeling(account.Id, organisatie.Id), "Getest"));
                return Task.FromResult<Result<Done>>(default(Done));
            },
            CancellationToken.None)));

        Assert.Equal(20, await world.ReadAsync(db => db.Audit.CountAsync()));
    }

    [Fact]
    public async Task Koppeling_WithAbonnementAndTerms_ComesBackAsItWas()
    {
        await using var world = await TestWorld.CreateAsync();
        var organisatie = Given.Organisatie();
        var (persoon, middel, koppeling, _) = Given.Gebruiker(organisatie);
        await world.SeedAsync(organisatie, persoon, middel, koppeling);

        var read = await world.ReadAsync(db => db.Koppelingen.Include(k => k.EhMiddel).ThenInclude(m => m.Persoon).SingleAsync());

        Assert.Equal(koppeling.Abonnement, read.Abonnement);
        Assert.Equal(koppeling.UiterlijkActiverenOp, read.UiterlijkActiverenOp);
        Assert.Equal(Betrouwbaarheidsniveau.Eh3, read.EhMiddel.Niveau);
        Assert.Equal(persoon.Email, read.EhMiddel.Persoon.Email);
    }

    private static Task<Guid> AddOrganisatieAsync(IServiceProvider services, CancellationToken ct)
    {
        var organisatie = Given.Organisatie();
        services.GetRequiredService<WeIdDbContext>().Organisaties.Add(organisatie);
        return Task.FromResult(organisatie.Id);
    }
}
