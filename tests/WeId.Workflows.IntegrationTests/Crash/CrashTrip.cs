using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Crash;

/// <summary>A trip that goes through a definition from begin to end. Run again after it was cut off, it goes on.</summary>
/// <param name="DefinitionId">The definition in <c>workflows/</c> that it goes through.</param>
/// <param name="IsQuick">Whether it is part of the tests, too; the others are for the long run.</param>
/// <param name="PrepareAsync">Makes what is there before it; once.</param>
/// <param name="RunAsync">Does whatever is left to do, with the operation ids that it had before.</param>
internal sealed record CrashTrip(string Name, string DefinitionId, bool IsQuick, Func<TestWorld, Task> PrepareAsync, Func<TestWorld, Task> RunAsync)
{
    /// <summary>All trips; each definition needs one.</summary>
    public static readonly IReadOnlyList<CrashTrip> All =
    [
        NieuweGebruiker("eh2plus-sms", isQuick: true, "EH2+", TweedeFactor.Sms),
        NieuweGebruiker("eh3-otp", isQuick: false, "EH3", TweedeFactor.OtpDevice),
        new("opzegging per direct", "opzegging", IsQuick: true, world => new OpzeggingTrip(world).PrepareAsync(), world => new OpzeggingTrip(world).RunAsync()),
        new("organisatie koppelen", "organisatie-koppelen", IsQuick: true, world => new OrganisatieKoppelenTrip(world).PrepareAsync(), world => new OrganisatieKoppelenTrip(world).RunAsync()),
        new("upgrade naar EH3", "upgrade", IsQuick: true, world => new UpgradenTrip(world).PrepareAsync(), world => new UpgradenTrip(world).RunAsync()),
        new("organisatie toevoegen", "organisatie-toevoegen", IsQuick: true, world => new OrganisatieToevoegenTrip(world).PrepareAsync(), world => new OrganisatieToevoegenTrip(world).RunAsync()),
        new("eerste beheerder", "eerste-beheerder", IsQuick: false, world => new EersteBeheerderTrip(world).PrepareAsync(), world => new EersteBeheerderTrip(world).RunAsync()),
        new("eerste beheerder met aanvulling", "eerste-beheerder", IsQuick: false, world => new EersteBeheerderTrip(world).PrepareAsync(), world => new EersteBeheerderTrip(world).RunAanvullingAsync()),
        new("ketenmachtiging afgeven", "ketenmachtiging-afgeven", IsQuick: true, world => new KetenTrip(world).PrepareAsync(), world => new KetenTrip(world).RunAfgevenAsync()),
        new("ketenmodule", "ketenmodule", IsQuick: false, world => new KetenTrip(world).PrepareAsync(), world => new KetenTrip(world).RunModuleAsync()),
        new("ketenuitnodiging", "ketenmachtiging-uitnodiging", IsQuick: false, world => new KetenTrip(world).PrepareAsync(), world => new KetenTrip(world).RunUitnodigingAsync()),
        new("ketenuitnodiging met aanvulling", "ketenmachtiging-uitnodiging", IsQuick: false, world => new KetenTrip(world).PrepareAsync(), world => new KetenTrip(world).RunAanvullingAsync()),
        new("naar Belastingdienstmiddel", "wijzig-middeltype", IsQuick: true, world => new WijzigMiddeltypeTrip(world).PrepareAsync(), world => new WijzigMiddeltypeTrip(world).RunAsync()),
        new("nieuwe gebruiker met aanvulling", "nieuwe-gebruiker", IsQuick: true, world => new AanvullingTrip(world).PrepareAsync(), world => new AanvullingTrip(world).RunAsync()),
        new("schorsing opgeheven", "schorsing", IsQuick: true, world => new SchorsingTrip(world).PrepareAsync(), world => new SchorsingTrip(world).RunAsync()),
        new("bedrijfsgegevens per formulier", "wijzigingsformulier", IsQuick: false, world => new WijzigingsformulierTrip(world).PrepareAsync(), world => new WijzigingsformulierTrip(world).RunAsync()),
        new("otp-device", "otp-device", IsQuick: false, world => new OtpDeviceTrip(world).PrepareAsync(), world => new OtpDeviceTrip(world).RunAsync()),
        new("vestigingsnummer verwijderen", "vestigingsnummer-verwijderen", IsQuick: true, world => new VestigingsnummerTrip(world).PrepareAsync(), world => new VestigingsnummerTrip(world).RunAsync()),
        new("activeringsbrief", "activeringsbrief", IsQuick: false, world => new ActiveringsbriefTrip(world).PrepareAsync(), world => new ActiveringsbriefTrip(world).RunAsync()),
    ];

    /// <summary>The trips that the tests have time for.</summary>
    public static IEnumerable<CrashTrip> Quick => All.Where(t => t.IsQuick);

    private static CrashTrip NieuweGebruiker(string name, bool isQuick, string niveau, TweedeFactor factor) => new(
        $"nieuwe-gebruiker {name}",
        "nieuwe-gebruiker",
        isQuick,
        world => new NieuweGebruikerTrip(world, niveau, factor).PrepareAsync(),
        world => new NieuweGebruikerTrip(world, niveau, factor).RunAsync());
}
