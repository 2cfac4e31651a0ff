using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Domain.Verzendingen;

namespace WeId.Workflows.IntegrationTests.Beoordeling;

public sealed class PostkamerServiceTests
{
    private static readonly byte[] Brief = [1, 2, 3];
    private static readonly byte[] Kopie = [4, 5, 6];

    [Fact]
    public async Task Letter_IsReadableUntilItIsPosted_ThenOnlyItsCopy()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync();
        var account = await voorraad.PostkamerAsync();
        var id = await LetterAsync(voorraad);

        var before = await voorraad.Postkamer.OpenAsync(voorraad.World.Handeling(account), id, CancellationToken.None);
        var posted = await voorraad.Postkamer.MarkPostedAsync(voorraad.World.Handeling(account), id, CancellationToken.None);
        var after = await voorraad.Postkamer.OpenAsync(voorraad.World.Handeling(account), id, CancellationToken.None);
        var copy = await voorraad.Postkamer.OpenCopyAsync(voorraad.World.Handeling(account), id, CancellationToken.None);

        Assert.Equal(Brief, before.Value);
        Assert.True(posted.Succeeded);
        Assert.False(after.Succeeded);
        Assert.Equal(Kopie, copy.Value);
        Assert.Equal(["BriefGeopend", "BriefGepost", "BriefGeweigerd", "BriefkopieGeopend"], await voorraad.ReadAuditAsync());
    }

    [Fact]
    public async Task MarkPosted_ASecondTime_IsRefused()
    {
        await using var voorraad = await Werkvoorraad.CreateAsync();
        var account = await voorraad.PostkamerAsync();
        var id = await LetterAsync(voorraad);
        await voorraad.Postkamer.MarkPostedAsync(voorraad.World.Handeling(account), id, CancellationToken.None);

        var result = await voorraad.Postkamer.MarkPostedAsync(voorraad.World.Handeling(account), id, CancellationToken.None);

        Assert.IsType<SomebodyWasFirst>(Assert.Single(result.Refusals));
    }

    [Theory]
    [InlineData(StafRol.Beoordelaar)]
    [InlineData(StafRol.Operator)]
    [InlineData(StafRol.Auditor)]
    public async Task Post_ByEveryRoleExceptPostkamer_IsRefused(StafRol rol)
    {
        await using var voorraad = await Werkvoorraad.CreateAsync();
        var (_, account) = await voorraad.MedewerkerAsync(null, rol);
        var id = await LetterAsync(voorraad);

        Assert.Null(await voorraad.Postkamer.ListAsync(voorraad.World.Handeling(account), CancellationToken.None));
        Assert.False((await voorraad.Postkamer.OpenAsync(voorraad.World.Handeling(account), id, CancellationToken.None)).Succeeded);
        Assert.False((await voorraad.Postkamer.OpenCopyAsync(voorraad.World.Handeling(account), id, CancellationToken.None)).Succeeded);
        Assert.False((await voorraad.Postkamer.MarkPostedAsync(voorraad.World.Handeling(account), id, CancellationToken.None)).Succeeded);
        Assert.Equal(VerzendStatus.Opgemaakt, await voorraad.World.ReadAsync(db => db.Verzendingen.Select(v => v.Status).SingleAsync()));
    }

    private static async Task<Guid> LetterAsync(Werkvoorraad voorraad)
    {
        var geheimen = voorraad.World.Services.GetRequiredService<IGeheimen>();
        var at = voorraad.World.Time.GetUtcNow();
        var brief = Verzending.Create(
            new NieuweVerzending
            {
                Kanaal = VerzendKanaal.Post, Template = "activatiebrief", Taal = "nl", OntvangerNaam = "Anna Nieuw", Adres = "Straat 1\n1234 AB  Plaats",
                AanvraagId = voorraad.Aanvraag.Id,
            },
            at);
        brief.MarkOpgemaakt(geheimen.Protect(Verzending.DocumentPurpose, Brief), Kopie, Convert.ToHexStringLower(SHA256.HashData(Brief)), at);
        await voorraad.World.SeedAsync(brief);
        return brief.Id;
    }
}
