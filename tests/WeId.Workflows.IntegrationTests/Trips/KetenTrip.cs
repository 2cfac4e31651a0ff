using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Aanvragen.Aanvullingen;
using WeId.Workflows.Features.Aanvragen.KetenmachtigingAfgeven;
using WeId.Workflows.Features.Aanvragen.KetenmachtigingUitnodiging;
using WeId.Workflows.Features.Aanvragen.KetenmoduleAanvragen;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Features.Ketenmachtigingen;
using WeId.Workflows.Partners.Channels;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>
/// Test BV Donald gives ketenmachtigingen to Test NV Katrien, or is an intermediair itself. Cut off and run again, each act has the
/// operation id that it had before.
/// </summary>
internal sealed class KetenTrip(TestWorld world)
{
    public const string Intermediair = "68727720";
    public static readonly KetenKeuze Digipoort = new(KetenSoort.Dienst, "5d1e0000-0000-4000-8000-000000060001");
    public static readonly KetenKeuze Belasting = new(KetenSoort.Dienst, "5d1e0000-0000-4000-8000-000000010001");
    public static readonly KetenKeuze MijnRvo = new(KetenSoort.Dienst, "5d1e0000-0000-4000-8000-000000030001");

    private static readonly Guid Seed = Guid.Parse("01900000-0000-7000-8000-000000000014");

    /// <summary>People and companies; once.</summary>
    public async Task PrepareAsync(Betrouwbaarheidsniveau niveau = Betrouwbaarheidsniveau.Eh3)
    {
        await world.PublishDefinitionsAsync();
        await new Beoordelaars(world).PrepareAsync();
        if (await world.ReadAsync(db => db.Organisaties.AnyAsync()))
        {
            return;
        }

        var organisatie = Given.Organisatie();
        var beheerder = Given.Gebruiker(organisatie, niveau);
        await world.SeedAsync(organisatie, beheerder.Persoon, beheerder.Middel, beheerder.Koppeling, beheerder.Account);
    }

    /// <summary>Gives one, and withdraws it again.</summary>
    public async Task RunAfgevenAsync()
    {
        await PrepareAsync();
        await DoAsync("afgeven", act => AfgevenAsync(act, Belasting));
        var id = await world.ReadAsync(db => db.Ketenmachtigingen.Select(k => k.Id).SingleAsync());
        await DoAsync("intrekken", act => Beheer.TrekInAsync(act, id, CancellationToken.None));
    }

    /// <summary>From the request for the module to the module.</summary>
    public async Task RunModuleAsync()
    {
        await PrepareAsync();
        await DoAsync("aanvragen", act => world.Services.GetRequiredService<KetenmoduleAanvragenSubmit>().RunAsync(act, new("25", null), CancellationToken.None));
        await DoAsync("oppakken", async act => await Beoordeling.ClaimAsync(act, await TaakAsync(TaakSoort.OfferteOpmaken), CancellationToken.None), medewerker: true);
        await DoAsync("opmaken", async act => await Offertes.MaakOpAsync(act, await TaakAsync(TaakSoort.OfferteOpmaken), Offerte(), CancellationToken.None), medewerker: true);
        await DoAsync("beantwoorden", async act => await Offertes.BeantwoordAsync(act, await AanvraagAsync(), true, true, CancellationToken.None));
    }

    /// <summary>From the invitation of Test NV Katrien to its ketenmachtiging, which both reviewers approve.</summary>
    public async Task RunUitnodigingAsync()
    {
        await PrepareAsync();
        await GiveModuleAsync();
        if (await TryOpenAsync() is { } stand)
        {
            await ChooseAsync(stand);
            Check(await Uitnodigingen.UploadAsync(stand.Upload, "scan.png", Scan, CancellationToken.None));
            Check(await Uitnodigingen.OndertekenAsync(stand.Sessie, CancellationToken.None));
            await world.SettleAsync();
        }

        await new Beoordelaars(world).ReviewAsync();
    }

    /// <summary>The same, but the first reviewer asks the relation to send its form again.</summary>
    public async Task RunAanvullingAsync()
    {
        await PrepareAsync();
        await GiveModuleAsync();
        if (await TryOpenAsync() is { } stand)
        {
            await ChooseAsync(stand);
            Check(await Uitnodigingen.UploadAsync(stand.Upload, "scan.png", Scan, CancellationToken.None));
            Check(await Uitnodigingen.OndertekenAsync(stand.Sessie, CancellationToken.None));
            await world.SettleAsync();
        }

        await new Aanvuller(world).AskAsync("Eerste", "FormulierOnleesbaar", "Anders");
        await world.SettleAsync();
        var service = world.Services.GetRequiredService<KetenaanvullingService>();
        if ((await service.BeginAsync(await CodeAsync("ketenaanvulling"), "katrien", CancellationToken.None)).Value is { Vraag: { } vraag })
        {
            var loket = world.Services.GetRequiredService<AanvullingLoket>();
            Check(await loket.StoreAsync(vraag.Upload, DocumentZijde.Beide, "opnieuw.png", Scan, CancellationToken.None));
            Check(await loket.AnswerAsync(vraag.Sessie, "Hier is het opnieuw.", "katrien", CancellationToken.None));
            await world.SettleAsync();
        }

        await new Beoordelaars(world).ReviewAsync(type: KetenmachtigingUitnodigingGegevens.Type);
    }

    /// <summary>A small image, as a scanner makes it.</summary>
    public static byte[] Scan { get; } = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    public KetenuitnodigingService Uitnodigingen => world.Services.GetRequiredService<KetenuitnodigingService>();

    /// <summary>The module, as after an accepted offerte; once.</summary>
    public async Task GiveModuleAsync()
    {
        if (!await world.ReadAsync(db => db.Ketenmodules.AnyAsync()))
        {
            var organisatie = await world.ReadAsync(db => db.Organisaties.Select(o => o.Id).FirstAsync());
            var offerte = new Offerte(Given.Id(), Given.Id(), organisatie, "{}", new(2026, 4, 2), null, TestWorld.Begin);
            offerte.Accept(world.Handeling());
            await world.SeedAsync(offerte, new Ketenmodule(organisatie, offerte.AanvraagId, TestWorld.Begin));
        }
    }

    /// <summary>Invites Test NV Katrien for two diensten.</summary>
    public Task InviteAsync() => DoAsync("uitnodigen", act => InviteAsync(act));

    public Task<Result<Indiening>> InviteAsync(Handeling handeling, string kvk = Intermediair) => world.Services.GetRequiredService<KetenmachtigingUitnodigingSubmit>()
        .RunAsync(handeling, new(kvk, "k.duck@katrien.example", [Belasting, MijnRvo], new(5, null)), CancellationToken.None);

    /// <summary>Invites and opens the link of the mail.</summary>
    public async Task<KetenuitnodigingStand> OpenAsync() => await TryOpenAsync() ?? throw new InvalidOperationException("The link leads nowhere.");

    /// <summary>The same; null when the relation has answered already.</summary>
    private async Task<KetenuitnodigingStand?> TryOpenAsync()
    {
        await InviteAsync();
        return (await Uitnodigingen.BeginAsync(await CodeAsync(), "katrien", CancellationToken.None)).Value;
    }

    /// <summary>K. Duck grants one of the two diensten, for three years.</summary>
    public async Task ChooseAsync(KetenuitnodigingStand stand)
    {
        Check(await Uitnodigingen.KiesAsync(stand.Sessie, Keuze(stand), CancellationToken.None));
        await world.SettleAsync();
    }

    public static RelatieVoorstel Keuze(KetenuitnodigingStand stand) => new(stand.Functionarissen[0].Naam, [Belasting], new(3, null));

    /// <summary>The code in the link of the newest mail of a kind.</summary>
    public async Task<string> CodeAsync(string template = "ketenuitnodiging")
    {
        var mail = await world.ReadAsync(db => db.Verzendingen.Where(v => v.Template.StartsWith(template)).OrderByDescending(v => v.AangemaaktOp).Select(v => v.Id).FirstAsync());
        return System.Text.RegularExpressions.Regex.Match(world.Services.GetRequiredService<Postvak>().Read(mail)!.Text!, "ketenuitnodiging(?:/aanvulling)?#([A-Z0-9]{20})").Groups[1].Value;
    }

    private static void Check<T>(Result<T> result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(", ", result.Refusals));
        }
    }

    public KetenBeheer Beheer => world.Services.GetRequiredService<KetenBeheer>();

    public OfferteService Offertes => world.Services.GetRequiredService<OfferteService>();

    public BeoordelingService Beoordeling => world.Services.GetRequiredService<BeoordelingService>();

    /// <summary>Gives diensten for three years, with consent in the costs.</summary>
    public Task<Result<Indiening>> AfgevenAsync(Handeling handeling, params KetenKeuze[] diensten) =>
        AfgevenAsync(handeling, new KetenmachtigingVoorstel(Intermediair, "post@katrien.example", diensten, new(3, null), Akkoord: true, GetoondeKosten: null));

    public Task<Result<Indiening>> AfgevenAsync(Handeling handeling, KetenmachtigingVoorstel voorstel) =>
        world.Services.GetRequiredService<KetenmachtigingAfgevenSubmit>().RunAsync(handeling, voorstel, CancellationToken.None);

    /// <summary>Two lines, valid for thirty days.</summary>
    public static OfferteVoorstel Offerte() => new([new("Module Ketenmachtigingen", "120,50", false), new("Inrichting", "75", true)], "30", "Welkom.");

    /// <summary>The act of the beheerder, or of the first reviewer, under an id that follows from its name.</summary>
    public async Task<Handeling> ActAsync(string name, bool medewerker = false)
    {
        var account = await world.ReadAsync(db => db.Users.Where(u => medewerker ? u.MedewerkerId != null : u.PersoonId != null).OrderBy(u => u.Id).Select(u => u.Id).FirstAsync());
        Guid? organisatie = medewerker ? null : await world.ReadAsync(db => db.Organisaties.OrderBy(o => o.Id).Select(o => o.Id).FirstAsync());
        return new(DerivedId.From(Seed, name), world.Time.GetUtcNow()) { AccountId = account, OrganisatieId = organisatie };
    }

    /// <summary>Acts, and lets everything happen that follows.</summary>
    public async Task DoAsync<T>(string name, Func<Handeling, Task<Result<T>>> work, bool medewerker = false)
    {
        var act = await ActAsync(name, medewerker);
        var result = await work(act);
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"{name}: {string.Join(", ", result.Refusals)}");
        }

        world.Acknowledged.Add(act.OperationId, name);
        await world.SettleAsync();
    }

    /// <summary>The newest task of that kind.</summary>
    public Task<Guid> TaakAsync(TaakSoort soort) =>
        world.ReadAsync(db => db.Taken.Where(t => t.Soort == soort).OrderByDescending(t => t.AangemaaktOp).ThenByDescending(t => t.Id).Select(t => t.Id).FirstAsync());

    /// <summary>The newest aanvraag.</summary>
    public Task<Guid> AanvraagAsync() => world.ReadAsync(db => db.Aanvragen.OrderByDescending(a => a.Nummer).Select(a => a.Id).FirstAsync());
}
