using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Features.Aanvragen.Bijlagen;
using WeId.Workflows.Features.Aanvragen.Concepten;
using WeId.Workflows.Features.Aanvragen.NieuweGebruiker;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.UnitTests.Features.Aanvragen.Bijlagen;

public class BijlageServiceTests
{
    [Fact]
    public async Task Store_AcceptedUpload_KeepsTheCleanedCopyEncrypted()
    {
        await using var module = await Beheermodule.CreateAsync();
        var concept = await OpenAsync(module);

        var stored = await StoreAsync(module, concept, DocumentZijde.Voorzijde);

        var bijlage = await module.World.ReadAsync(db => db.Bijlagen.SingleAsync());
        Assert.Equal(stored.Value, bijlage.Id);
        Assert.Equal([1, 2, 3], module.Get<DocumentKluis>().Decrypt(bijlage));
        Assert.Equal(1, await module.World.ReadAsync(db => db.Audit.CountAsync(a => a.Wat == "BijlageGeupload")));
    }

    // front and back as one file or as two.
    [Theory]
    [InlineData(new[] { DocumentZijde.Voorzijde, DocumentZijde.Achterzijde }, new[] { DocumentZijde.Voorzijde, DocumentZijde.Achterzijde })]
    [InlineData(new[] { DocumentZijde.Voorzijde, DocumentZijde.Voorzijde }, new[] { DocumentZijde.Voorzijde })]
    [InlineData(new[] { DocumentZijde.Voorzijde, DocumentZijde.Achterzijde, DocumentZijde.Beide }, new[] { DocumentZijde.Beide })]
    [InlineData(new[] { DocumentZijde.Beide, DocumentZijde.Achterzijde }, new[] { DocumentZijde.Achterzijde })]
    public async Task Store_SameSideAgain_TakesItsPlace(DocumentZijde[] uploads, DocumentZijde[] kept)
    {
        await using var module = await Beheermodule.CreateAsync();
        var concept = await OpenAsync(module);

        foreach (var zijde in uploads)
        {
            await StoreAsync(module, concept, zijde);
        }

        var rows = await module.Get<BijlageService>().ListAsync(module.Handeling(), concept, CancellationToken.None);
        Assert.Equal(kept.Order(), rows.Select(r => r.Zijde).Order());
    }

    [Fact]
    public async Task Store_UploadThatTheInspectorRefuses_IsNotKept()
    {
        await using var module = await Beheermodule.CreateAsync();
        var concept = await OpenAsync(module);
        module.Inspectie = new BijlageInspectie.Geweigerd(new BijlageGeweigerd(BijlageWeigering.ActieveInhoud));

        var stored = await StoreAsync(module, concept, DocumentZijde.Voorzijde);

        Assert.Equal([new BijlageGeweigerd(BijlageWeigering.ActieveInhoud)], stored.Refusals);
        Assert.Equal(0, await module.World.ReadAsync(db => db.Bijlagen.CountAsync()));
    }

    [Fact]
    public async Task Store_DraftOfAnother_IsRefused()
    {
        await using var module = await Beheermodule.CreateAsync();
        var concept = await OpenAsync(module);
        var (persoon, middel, koppeling, account) = Given.Gebruiker(module.Organisatie, achternaam: "Ander");
        await module.World.SeedAsync(persoon, middel, koppeling, account);

        var stored = await module.Get<BijlageService>().StoreAsync(
            module.World.Handeling(account.Id, module.Organisatie.Id), concept, DocumentZijde.Voorzijde, "pas.png", new byte[10], CancellationToken.None);

        Assert.Equal([new NotAllowed()], stored.Refusals);
    }

    [Theory]
    [InlineData("..\\..\\windows\\pas.png", "pas.png")]
    [InlineData("/etc/passwd.pdf", "passwd.pdf")]
    [InlineData("pas\r\nX-Header: 1.png", "pasX-Header: 1.png")]
    public async Task Store_AbsurdName_KeepsOnlyWhatPeopleMayRead(string sent, string kept)
    {
        await using var module = await Beheermodule.CreateAsync();
        var concept = await OpenAsync(module);

        await module.Get<BijlageService>().StoreAsync(module.Handeling(), concept, DocumentZijde.Beide, sent, new byte[10], CancellationToken.None);

        Assert.Equal(kept, await module.World.ReadAsync(db => db.Bijlagen.Select(b => b.Bestandsnaam).SingleAsync()));
    }

    [Fact]
    public async Task Remove_OneSide_LeavesTheOther()
    {
        await using var module = await Beheermodule.CreateAsync();
        var concept = await OpenAsync(module);
        await StoreAsync(module, concept, DocumentZijde.Voorzijde);
        await StoreAsync(module, concept, DocumentZijde.Achterzijde);

        await module.Get<BijlageService>().RemoveAsync(module.Handeling(), concept, DocumentZijde.Voorzijde, CancellationToken.None);

        Assert.Equal(DocumentZijde.Achterzijde, await module.World.ReadAsync(db => db.Bijlagen.Select(b => b.Zijde).SingleAsync()));
    }

    private static async Task<Guid> OpenAsync(Beheermodule module) =>
        (await module.Get<ConceptService>().OpenAsync<NieuweGebruikerFormulier>(module.Handeling(), NieuweGebruikerGegevens.Type, CancellationToken.None)).Value!.Id;

    private static Task<Result<Guid>> StoreAsync(Beheermodule module, Guid concept, DocumentZijde zijde) =>
        module.Get<BijlageService>().StoreAsync(module.Handeling(), concept, zijde, "pas.png", new byte[10], CancellationToken.None);
}
