using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen.KetenmoduleAanvragen;
using WeId.Workflows.Features.Aanvragen.Volgen;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>Every end that the request for the ketenmodule can have (R-257…R-260, §5.3g).</summary>
public sealed class KetenmoduleTripTests : IAsyncLifetime
{
    private TestWorld world = null!;
    private KetenTrip trip = null!;

    public async Task InitializeAsync()
    {
        world = await TestWorld.CreateAsync(Product.Add);
        trip = new(world);
        await trip.PrepareAsync();
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    // the amounts, their sum and the PDF; R-260: the module after the answer.
    [Fact]
    public async Task AcceptedByTheBeheerder_TheModuleIsAvailable()
    {
        await trip.RunModuleAsync();

        await AssertEndAsync(AanvraagStatus.Afgerond, OfferteStatus.Geaccepteerd, hasModule: true);
        Assert.Equal(
            ["aanvraag-ontvangen", "ketenmodule-beschikbaar", "offerte"],
            await world.ReadAsync(db => db.Verzendingen.Select(v => v.Template).Order().ToListAsync()));
        Assert.Equal(0, await world.ReadAsync(db => db.Taken.CountAsync(t => t.Status == TaakStatus.Open)));
        var mail = Directory.EnumerateFiles(Path.Combine(world.Folder, "postvak"), "*", SearchOption.AllDirectories).Select(File.ReadAllText).Single(m => m.Contains("offerte-A-2026-000001.pdf", StringComparison.Ordinal));
        Assert.Contains("236,56", mail.Replace("=\r\n", "", StringComparison.Ordinal).Replace("=\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    //
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AnswerByMail_RegisteredByAColleague_EndsLikeThat(bool geaccepteerd)
    {
        await OfferteAsync();
        await trip.DoAsync("pak antwoord op", async act => await trip.Beoordeling.ClaimAsync(act, await trip.TaakAsync(TaakSoort.AntwoordVerwerken), CancellationToken.None), medewerker: true);
        Assert.Equal(
            [new Required { Field = "toelichting" }],
            (await trip.Offertes.RegistreerAsync(await trip.ActAsync("zonder toelichting", medewerker: true), await trip.TaakAsync(TaakSoort.AntwoordVerwerken), geaccepteerd, " ", CancellationToken.None)).Refusals);

        await trip.DoAsync(
            "registreren",
            async act => await trip.Offertes.RegistreerAsync(act, await trip.TaakAsync(TaakSoort.AntwoordVerwerken), geaccepteerd, "Mail van 4 maart.", CancellationToken.None),
            medewerker: true);

        await AssertEndAsync(
            geaccepteerd ? AanvraagStatus.Afgerond : AanvraagStatus.Ingetrokken, geaccepteerd ? OfferteStatus.Geaccepteerd : OfferteStatus.Geweigerd, hasModule: geaccepteerd);
        Assert.Equal(geaccepteerd ? 0 : 1, await MailsAsync("offerte-afgelopen"));
    }

    [Fact]
    public async Task DeclinedByTheBeheerder_NothingComesOfItAndItCanBeAskedAgain()
    {
        await OfferteAsync();

        await trip.DoAsync("weigeren", async act => await trip.Offertes.BeantwoordAsync(act, await trip.AanvraagAsync(), geaccepteerd: false, akkoord: false, CancellationToken.None));

        await AssertEndAsync(AanvraagStatus.Ingetrokken, OfferteStatus.Geweigerd, hasModule: false);
        Assert.True((await AskAsync("opnieuw")).Succeeded);
        await world.SettleAsync();
    }

    // §5.3g: reminded after 14 days, lapsed after 30; the task goes with each deadline.
    [Fact]
    public async Task NotAnswered_IsRemindedOnceAndLapsesAfterItsLastDay()
    {
        await OfferteAsync();

        await AtAsync(new(2026, 3, 17, 8, 0, 0, TimeSpan.Zero));
        Assert.Equal(1, await MailsAsync("offerte-herinnering"));
        Assert.Equal([TaakStatus.Ingetrokken, TaakStatus.Open], await StatusesAsync());
        await AtAsync(new(2026, 4, 2, 21, 59, 59, TimeSpan.Zero));
        Assert.Equal(0, await MailsAsync("offerte-afgelopen"));
        await AtAsync(new(2026, 4, 2, 22, 0, 0, TimeSpan.Zero));

        await AssertEndAsync(AanvraagStatus.Vervallen, OfferteStatus.Verlopen, hasModule: false);
        Assert.Equal(1, await MailsAsync("offerte-afgelopen"));
        Assert.Equal([TaakStatus.Ingetrokken, TaakStatus.Ingetrokken], await StatusesAsync());
        Assert.Equal(
            [new OfferteNotOpen(OfferteStatus.Verlopen)],
            (await trip.Offertes.BeantwoordAsync(await trip.ActAsync("te laat"), await trip.AanvraagAsync(), false, false, CancellationToken.None)).Refusals);
    }

    [Fact]
    public async Task Withdrawn_TheOfferteCanNoLongerBeAccepted()
    {
        await OfferteAsync();

        await trip.DoAsync("intrekken", async act => await world.Services.GetRequiredService<AanvraagIntrekken>().RunAsync(act, await trip.AanvraagAsync(), CancellationToken.None));

        Assert.Equal(OfferteStatus.Ingetrokken, await world.ReadAsync(db => db.Offertes.Select(o => o.Status).SingleAsync()));
        Assert.False((await trip.Offertes.BeantwoordAsync(await trip.ActAsync("toch"), await trip.AanvraagAsync(), true, true, CancellationToken.None)).Succeeded);
        Assert.Equal(0, await world.ReadAsync(db => db.Ketenmodules.CountAsync()));
    }

    // The beheerder and a colleague answer at the same moment: one of them wins.
    [Fact]
    public async Task TwoAnswersAtOnce_OneWins()
    {
        await OfferteAsync();
        await trip.DoAsync("pak op", async act => await trip.Beoordeling.ClaimAsync(act, await trip.TaakAsync(TaakSoort.AntwoordVerwerken), CancellationToken.None), medewerker: true);
        var (hij, zij) = (await trip.ActAsync("zelf"), await trip.ActAsync("collega", medewerker: true));
        var (aanvraag, taak) = (await trip.AanvraagAsync(), await trip.TaakAsync(TaakSoort.AntwoordVerwerken));

        var results = await Task.WhenAll(
            Task.Run(() => trip.Offertes.BeantwoordAsync(hij, aanvraag, true, true, CancellationToken.None)),
            Task.Run(() => trip.Offertes.RegistreerAsync(zij, taak, false, "Mail.", CancellationToken.None)));
        await world.SettleAsync();

        Assert.Single(results, r => r.Succeeded);
    }

    [Fact]
    public async Task Ask_TwiceOrWithTheModule_IsRefused()
    {
        Assert.True((await AskAsync("een")).Succeeded);
        Assert.Equal([new KetenmoduleIsAangevraagd("A-2026-000001")], (await AskAsync("twee")).Refusals);
        await world.SettleAsync();
    }

    [Fact]
    public async Task Ask_WithTheModule_IsRefused()
    {
        await trip.RunModuleAsync();

        Assert.Equal([new KetenmoduleIsBeschikbaar()], (await AskAsync("nog eens")).Refusals);
    }

    [Fact]
    public async Task Ask_NothingFilledIn_NamesTheField() => Assert.Equal(
        [new Required { Field = "Relaties" }],
        (await world.Services.GetRequiredService<KetenmoduleAanvragenSubmit>().RunAsync(await trip.ActAsync("leeg"), new(" ", null), CancellationToken.None)).Refusals);

    [Fact]
    public async Task Accept_WithoutConsent_IsRefused()
    {
        await OfferteAsync();

        Assert.Equal(
            [new AkkoordMissing { Field = "akkoord" }],
            (await trip.Offertes.BeantwoordAsync(await trip.ActAsync("zonder"), await trip.AanvraagAsync(), true, akkoord: false, CancellationToken.None)).Refusals);
    }

    [Fact]
    public void Check_EachFieldWrong_IsNamed()
    {
        var refusals = trip.Offertes.Check(new([new("", "1.000,00", false), new("Ok", "", true)], "7", null), new(2026, 3, 3)).Refusals;

        Assert.Equal(["Omschrijving-0", "Bedrag-0", "Bedrag-1", "Dagen"], refusals.Select(r => r.Field));
    }

    private Task<Result<Features.Aanvragen.Indiening>> AskAsync(string name) => AskAsync(trip.ActAsync(name));

    private async Task<Result<Features.Aanvragen.Indiening>> AskAsync(Task<Handeling> act) =>
        await world.Services.GetRequiredService<KetenmoduleAanvragenSubmit>().RunAsync(await act, new("25", "Voor de loonaangifte."), CancellationToken.None);

    private async Task OfferteAsync()
    {
        await trip.DoAsync("aanvragen", act => AskAsync(Task.FromResult(act)));
        await trip.DoAsync("oppakken", async act => await trip.Beoordeling.ClaimAsync(act, await trip.TaakAsync(TaakSoort.OfferteOpmaken), CancellationToken.None), medewerker: true);
        await trip.DoAsync("opmaken", async act => await trip.Offertes.MaakOpAsync(act, await trip.TaakAsync(TaakSoort.OfferteOpmaken), KetenTrip.Offerte(), CancellationToken.None), medewerker: true);
    }

    private Task<int> MailsAsync(string template) => world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == template));

    private Task<List<TaakStatus>> StatusesAsync() =>
        world.ReadAsync(db => db.Taken.Where(t => t.Soort == TaakSoort.AntwoordVerwerken).OrderBy(t => t.AangemaaktOp).Select(t => t.Status).ToListAsync());

    private async Task AtAsync(DateTimeOffset at)
    {
        world.Time.SetUtcNow(at);
        await world.SettleAsync();
    }

    private async Task AssertEndAsync(AanvraagStatus aanvraag, OfferteStatus offerte, bool hasModule)
    {
        Assert.Equal(aanvraag, await world.ReadAsync(db => db.Aanvragen.Select(a => a.Status).SingleAsync()));
        Assert.Equal(offerte, await world.ReadAsync(db => db.Offertes.Select(o => o.Status).SingleAsync()));
        Assert.Equal(InstanceStatus.Finished, await world.ReadAsync(db => db.Instances.Select(i => i.Status).SingleAsync()));
        Assert.Equal(hasModule, await world.ReadAsync(db => db.Ketenmodules.AnyAsync()));
    }
}
