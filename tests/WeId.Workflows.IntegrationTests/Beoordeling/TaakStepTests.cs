using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Engine;
using WeId.Workflows.Features;
using WeId.Workflows.Persistence;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Beoordeling;

public sealed class TaakStepTests
{
    private static readonly StepCatalog Catalog = StepCatalog.FromAssemblies(typeof(FeaturesExtensions).Assembly);

    [Fact]
    public async Task VraagBeoordeling_OpensATaskForItsWait_DueInWorkingDays()
    {
        await using var world = await TestWorld.CreateAsync();
        world.MayBreak("the step runs without an engine around it", "I1", "I10", "Audit");
        var aanvraag = await SeedAanvraagAsync(world);

        var result = await RunAsync(world, "WeId.VraagBeoordeling", Context(aanvraag.Id, new() { ["fase"] = "Eerste", ["werkdagen"] = 4 }));

        var taak = await world.ReadAsync(db => db.Taken.SingleAsync());
        var wait = Assert.Single(Assert.IsType<StepResult.WaitFor>(result).Waits);
        Assert.Null(wait.Deadline);
        Assert.Equal((wait.Id, TaakSoort.Beoordeling, "Beoordelaar", "Eerste", TaakStatus.Open), (taak.WaitId, taak.Soort, taak.Rol, taak.Fase, taak.Status));
        Assert.Equal(new DateOnly(2026, 3, 9), taak.Uiterlijk);
        Assert.Equal(AanvraagStatus.InBeoordeling, await world.ReadAsync(db => db.Aanvragen.Select(a => a.Status).SingleAsync()));
    }

    [Fact]
    public async Task VraagOtpUitgifte_OpensATaskForThePostkamer()
    {
        await using var world = await TestWorld.CreateAsync();
        world.MayBreak("the step runs without an engine around it", "I1", "I10", "Audit");
        var aanvraag = await SeedAanvraagAsync(world);

        await RunAsync(world, "WeId.VraagOtpUitgifte", Context(aanvraag.Id, []));

        var taak = await world.ReadAsync(db => db.Taken.SingleAsync());
        Assert.Equal((TaakSoort.OtpUitgifte, "Postkamer"), (taak.Soort, taak.Rol));
    }

    [Theory]
    [InlineData("WeId.VraagBeoordeling")]
    [InlineData("WeId.VraagOtpUitgifte")]
    public async Task Cancel_TakesOnlyItsOwnTaskOutOfTheTakenbak(string type)
    {
        await using var voorraad = await Werkvoorraad.CreateAsync();
        var other = voorraad.Taak.Id;
        var own = await voorraad.OpenAsync("Eerste");
        var execution = await voorraad.World.ReadAsync(db => db.Waits.Where(w => w.Id == own.WaitId).Select(w => w.ExecutionId).SingleAsync());

        await InScopeAsync(voorraad.World, type, (handler, ct) => handler.CancelAsync(Context(voorraad.Aanvraag.Id, [], execution), ct));

        var statuses = await voorraad.World.ReadAsync(db => db.Taken.ToDictionaryAsync(t => t.Id, t => t.Status));
        Assert.Equal((TaakStatus.Ingetrokken, TaakStatus.Open), (statuses[own.Id], statuses[other]));
    }

    private static async Task<Aanvraag> SeedAanvraagAsync(TestWorld world)
    {
        var organisatie = Given.Organisatie();
        var (beheerder, middel, koppeling, account) = Given.Gebruiker(organisatie);
        var aanvraag = Given.Aanvraag(organisatie, beheerder);
        await world.SeedAsync(organisatie, beheerder, middel, koppeling, account, aanvraag);
        return aanvraag;
    }

    private static StepContext Context(Guid aanvraagId, Dictionary<string, object?> inputs, Guid? execution = null) => new()
    {
        InstanceId = Given.Id(), AanvraagId = aanvraagId, ActivityId = "beoordelen", ExecutionId = execution ?? Given.Id(),
        Round = 1, Now = TestWorld.Begin, Inputs = inputs,
    };

    private static async Task<StepResult> RunAsync(TestWorld world, string type, StepContext context)
    {
        var result = default(StepResult);
        await InScopeAsync(world, type, async (handler, ct) => result = await handler.RunAsync(context, ct));
        return result!;
    }

    private static async Task InScopeAsync(TestWorld world, string type, Func<IStepHandler, CancellationToken, Task> work)
    {
        await using var scope = world.Services.CreateAsyncScope();
        await work((IStepHandler)ActivatorUtilities.CreateInstance(scope.ServiceProvider, Catalog.HandlerOf(type)!), CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<WeIdDbContext>().SaveChangesAsync();
    }
}
