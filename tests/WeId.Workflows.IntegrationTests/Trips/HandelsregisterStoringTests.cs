using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>An aanvraag while the Handelsregister gives no answer.</summary>
public sealed class HandelsregisterStoringTests
{
    [Fact]
    public async Task Register_RefusesUs_TheQuestionIsGivenUpAndAPersonLooksAtOnce()
    {
        await using var world = await WorldAsync(new HandelsregisterWeigertException("The Handelsregister refused the question with 401."));

        await SubmitAsync(world);

        Assert.Equal((OutboxStatus.Failed, 1), await VraagAsync(world));
        Assert.Equal([TaakSoort.KvkControle], await OpenAsync(world));
    }

    [Fact]
    public async Task Register_DoesNotAnswer_TheAanvraagWaitsForIt()
    {
        await using var world = await WorldAsync(new HandelsregisterNietBereikbaarException("The Handelsregister does not answer."));

        await SubmitAsync(world);

        Assert.Equal((OutboxStatus.Pending, 1), await VraagAsync(world));
        Assert.Empty(await OpenAsync(world));
    }

    [Fact]
    public async Task Register_DoesNotAnswerForADay_APersonLooks()
    {
        await using var world = await WorldAsync(new HandelsregisterNietBereikbaarException("The Handelsregister does not answer."));
        await SubmitAsync(world);

        world.Time.Advance(TimeSpan.FromDays(1));
        await world.SettleAsync();

        Assert.Equal([TaakSoort.KvkControle], await OpenAsync(world));
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "Er staat een ander adres in het register.")]
    public async Task CheckByHand_WhateverWasFound_GoesToTheReviewerWhoSeesIt(bool klopt, string? toelichting)
    {
        await using var world = await WorldAsync(new HandelsregisterWeigertException("The Handelsregister refused the question with 401."));
        var trip = await SubmitAsync(world);

        await trip.CheckKvkAsync(klopt, toelichting);

        Assert.Equal([TaakSoort.Beoordeling], await OpenAsync(world));
        var aanvraag = await world.ReadAsync(db => db.Aanvragen.SingleAsync());
        Assert.Contains(new Controle("KvkHandmatig", klopt, toelichting), Controles.Read(aanvraag.Controles));
    }

    private static Task<TestWorld> WorldAsync(Exception failure) => TestWorld.CreateAsync((services, configuration) =>
    {
        Product.Add(services, configuration);
        services.AddSingleton<IHandelsregister>(new Storing(failure));
    });

    private static async Task<NieuweGebruikerTrip> SubmitAsync(TestWorld world)
    {
        var trip = new NieuweGebruikerTrip(world, "EH2+", TweedeFactor.Sms);
        await trip.PrepareAsync();
        await trip.SubmitAsync();
        await world.SettleAsync();
        return trip;
    }

    private static async Task<(OutboxStatus Status, int Attempts)> VraagAsync(TestWorld world)
    {
        var vraag = await world.ReadAsync(db => db.Outbox.SingleAsync(m => m.Type == "handelsregister.vraag"));
        return (vraag.Status, vraag.Attempts);
    }

    private static Task<List<TaakSoort>> OpenAsync(TestWorld world) =>
        world.ReadAsync(db => db.Taken.Where(t => t.Status == TaakStatus.Open).Select(t => t.Soort).ToListAsync());

    private sealed class Storing(Exception failure) : IHandelsregister
    {
        public Task<Inschrijving?> FindAsync(KvkNummer nummer, CancellationToken ct) => Task.FromException<Inschrijving?>(failure);

        public Task<Inschrijving?> FindByVestigingAsync(Vestigingsnummer nummer, CancellationToken ct) => Task.FromException<Inschrijving?>(failure);
    }
}
