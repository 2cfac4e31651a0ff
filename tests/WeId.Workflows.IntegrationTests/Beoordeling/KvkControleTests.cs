using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Features.Beoordeling;

namespace WeId.Workflows.IntegrationTests.Beoordeling;

/// <summary>The look into the Handelsregister by hand: who may, and what he must tell.</summary>
public sealed class KvkControleTests
{
    [Fact]
    public async Task Check_ThatDoesNotMatchWithoutAWord_IsRefusedAtItsFieldAndStaysOpen()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync(soort: TaakSoort.KvkControle);
        var account = await voorraad.BeoordelaarAsync();
        await voorraad.ClaimAsync(account);

        var result = await CheckAsync(voorraad, account, klopt: false, " ");

        Assert.Equal(new Required { Field = "toelichting" }, Assert.Single(result.Refusals));
        Assert.Equal(TaakStatus.Geclaimd, (await voorraad.ReadTaakAsync()).Status);
    }

    [Fact]
    public async Task Check_WithCharactersThatCannotBeKept_IsRefusedAtItsField()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync(soort: TaakSoort.KvkControle);
        var account = await voorraad.BeoordelaarAsync();
        await voorraad.ClaimAsync(account);

        var result = await CheckAsync(voorraad, account, klopt: true, "a\0b");

        Assert.Equal(new NotValid("Tekst") { Field = "toelichting" }, Assert.Single(result.Refusals));
    }

    [Fact]
    public async Task Check_OfOnesOwnCompany_CannotBeTaken()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync(soort: TaakSoort.KvkControle);
        var self = await voorraad.BeoordelaarAsync(voorraad.Gebruiker.Id);

        var claim = await voorraad.ClaimAsync(self);

        Assert.IsType<OwnOrganisatie>(Assert.Single(claim.Refusals));
    }

    [Fact]
    public async Task Check_OfATaskThatIsAReview_IsNotAllowed()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync();
        var account = await voorraad.BeoordelaarAsync();
        await voorraad.ClaimAsync(account);

        var result = await CheckAsync(voorraad, account, klopt: true, null);

        Assert.IsType<NotAllowed>(Assert.Single(result.Refusals));
    }

    [Fact]
    public async Task Check_DoneTwiceByAccident_EndsTheWaitOnce()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync(soort: TaakSoort.KvkControle);
        var account = await voorraad.BeoordelaarAsync();
        await voorraad.ClaimAsync(account);
        var act = voorraad.World.Handeling(account);

        var first = await voorraad.Service.CheckKvkAsync(act, voorraad.Taak.Id, klopt: true, null, CancellationToken.None);
        var again = await voorraad.Service.CheckKvkAsync(act, voorraad.Taak.Id, klopt: true, null, CancellationToken.None);

        Assert.True(first.Succeeded && again.Succeeded);
        Assert.Equal(BeoordelingService.Klopt, (await voorraad.World.ReadAsync(db => db.Waits.SingleAsync())).Outcome);
        Assert.Single(await voorraad.ReadAuditAsync(), "KvkGecontroleerd");
    }

    private static Task<Result<Done>> CheckAsync(Werkvoorraad voorraad, Guid account, bool klopt, string? toelichting) =>
        voorraad.Service.CheckKvkAsync(voorraad.World.Handeling(account), voorraad.Taak.Id, klopt, toelichting, CancellationToken.None);
}
