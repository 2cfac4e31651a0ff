using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Features.Beoordeling.Stukken;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Beoordeling;

public sealed class StukServiceTests : IAsyncLifetime
{
    private Werkvoorraad voorraad = null!;
    private Guid account;

    public async Task InitializeAsync()
    {
        voorraad = await Werkvoorraad.CreateAsync();
        account = await voorraad.BeoordelaarAsync();
    }

    public async Task DisposeAsync() => await voorraad.DisposeAsync();

    [Fact]
    public async Task Store_WithTheTaskClaimed_KeepsItEncryptedAndShowsItWithTheTask()
    {
        await voorraad.ClaimAsync(account);

        var id = (await StoreAsync(account)).Value;

        var stuk = await voorraad.World.ReadAsync(db => db.Dossierstukken.AsNoTracking().SingleAsync());
        Assert.False(stuk.Versleuteld.AsSpan().IndexOf(Werkvoorraad.Scan) >= 0);
        Assert.Equal(Werkvoorraad.Scan, (await OpenAsync(account, id)).Value?.Bytes);
        var taak = await voorraad.Query.FindAsync(voorraad.World.Handeling(account), voorraad.Taak.Id, CancellationToken.None);
        Assert.Contains(new DocumentRij(id, null, "image/jpeg", "contract.jpg"), taak!.Inhoud!.Documenten);
        Assert.Equal(["StukBekeken", "StukGeregistreerd", "TaakGeclaimd"], await voorraad.ReadAuditAsync());
    }

    [Fact]
    public async Task Store_OfTheSameKind_TakesThePlaceOfTheFirst()
    {
        await voorraad.ClaimAsync(account);
        await StoreAsync(account);

        var second = (await StoreAsync(account, "beter.jpg")).Value;

        var stuk = Assert.Single(await Stukken().ListAsync(voorraad.World.Handeling(account), voorraad.Taak.Id, CancellationToken.None));
        Assert.Equal((second, "beter.jpg"), (stuk.Id, stuk.Bestandsnaam));
        Assert.Equal(["StukGeregistreerd", "StukGeregistreerd", "StukVerwijderd", "TaakGeclaimd"], await voorraad.ReadAuditAsync());
    }

    [Fact]
    public async Task Store_WithoutTheTask_IsRefused()
    {
        await voorraad.ClaimAsync(await voorraad.BeoordelaarAsync());

        Assert.Equal([new NotAllowed()], (await StoreAsync(account)).Refusals);
        Assert.Equal(0, await voorraad.World.ReadAsync(db => db.Dossierstukken.CountAsync()));
    }

    [Fact]
    public async Task Store_OfAFileThatTheInspectionRefuses_KeepsNothing()
    {
        await voorraad.ClaimAsync(account);
        var refusal = new BijlageGeweigerd(BijlageWeigering.Versleuteld);

        var result = await Stukken(new BijlageInspectie.Geweigerd(refusal)).StoreAsync(
            voorraad.World.Handeling(account), voorraad.Taak.Id, "contract", "contract.pdf", new byte[10], CancellationToken.None);

        Assert.Equal([refusal], result.Refusals);
        Assert.Equal(0, await voorraad.World.ReadAsync(db => db.Dossierstukken.CountAsync()));
    }

    [Fact]
    public async Task Open_AfterTheDecision_IsRefusedAndNoted()
    {
        await voorraad.ClaimAsync(account);
        var id = (await StoreAsync(account)).Value;
        await voorraad.ApproveAsync(account);

        Assert.False((await OpenAsync(account, id)).Succeeded);
        Assert.Contains("StukGeweigerd", await voorraad.ReadAuditAsync());
    }

    // It is evidence, unlike the copy of an identity document.
    [Fact]
    public async Task Decision_LeavesIt()
    {
        await voorraad.ClaimAsync(account);
        await StoreAsync(account);

        await voorraad.ApproveAsync(account);

        Assert.Equal(1, await voorraad.World.ReadAsync(db => db.Dossierstukken.CountAsync()));
    }

    [Fact]
    public async Task Remove_WithTheTaskClaimed_TakesItOutAndNotesItsHash()
    {
        await voorraad.ClaimAsync(account);
        await StoreAsync(account);

        await Stukken().RemoveAsync(voorraad.World.Handeling(account), voorraad.Taak.Id, "contract", CancellationToken.None);

        Assert.Equal(0, await voorraad.World.ReadAsync(db => db.Dossierstukken.CountAsync()));
        Assert.Contains("StukVerwijderd", await voorraad.ReadAuditAsync());
    }

    private Task<Result<Guid>> StoreAsync(Guid by, string naam = "contract.jpg") => Stukken().StoreAsync(
        voorraad.World.Handeling(by), voorraad.Taak.Id, "contract", naam, Werkvoorraad.Scan, CancellationToken.None);

    private Task<Result<DocumentInzage.Document>> OpenAsync(Guid by, Guid stuk) =>
        Stukken().OpenAsync(voorraad.World.Handeling(by), voorraad.Taak.Id, stuk, CancellationToken.None);

    private StukService Stukken(BijlageInspectie? inspectie = null) => ActivatorUtilities.CreateInstance<StukService>(
        voorraad.World.Services, new Inspector(inspectie ?? new BijlageInspectie.Geaccepteerd("image/jpeg", 1, Werkvoorraad.Scan)));

    private sealed class Inspector(BijlageInspectie inspectie) : IBijlageInspector
    {
        public BijlageInspectie Inspect(string bestandsnaam, ReadOnlyMemory<byte> content, CancellationToken ct = default) => inspectie;
    }
}
