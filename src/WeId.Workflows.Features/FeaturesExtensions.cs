using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Aanvragen.Aanvullingen;
using WeId.Workflows.Features.Aanvragen.Bijlagen;
using WeId.Workflows.Features.Aanvragen.Concepten;
using WeId.Workflows.Features.Aanvragen.Contracten;
using WeId.Workflows.Features.Aanvragen.EersteBeheerder;
using WeId.Workflows.Features.Aanvragen.KetenmachtigingAfgeven;
using WeId.Workflows.Features.Aanvragen.KetenmachtigingUitnodiging;
using WeId.Workflows.Features.Aanvragen.KetenmoduleAanvragen;
using WeId.Workflows.Features.Aanvragen.NieuweGebruiker;
using WeId.Workflows.Features.Aanvragen.OrganisatieKoppelen;
using WeId.Workflows.Features.Aanvragen.OrganisatieToevoegen;
using WeId.Workflows.Features.Aanvragen.Upgraden;
using WeId.Workflows.Features.Aanvragen.Volgen;
using WeId.Workflows.Features.Aanvragen.WijzigMiddeltype;
using WeId.Workflows.Features.Aanvragen.Opzeggingen;
using WeId.Workflows.Features.Aanvragen.Schorsingen;
using WeId.Workflows.Features.Aanvragen.OtpBestellingen;
using WeId.Workflows.Features.Aanvragen.Vestigingsnummers;
using WeId.Workflows.Features.Aanvragen.Wijzigingsformulieren;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Features.Exporteren;
using WeId.Workflows.Features.Gebruikers;
using WeId.Workflows.Features.Ketenmachtigingen;
using WeId.Workflows.Features.Layout;
using WeId.Workflows.Features.Machtigingen;
using WeId.Workflows.Features.Organisaties;
using WeId.Workflows.Features.OtpVoorraad;
using WeId.Workflows.Features.Profiel;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features;

/// <summary>The capabilities of the product: a table of contents.</summary>
public static class FeaturesExtensions
{
    /// <summary>Registers every capability.</summary>
    public static IServiceCollection AddFeatures(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<Tarieven>().Bind(configuration.GetSection("Tarieven"));
        services.AddAanvragen();
        services.AddNieuweGebruiker();
        services.AddOpzeggingen();
        services.AddOrganisatieKoppelen();
        services.AddWijzigMiddeltype();
        services.AddContracten();
        services.AddOrganisatieToevoegen();
        services.AddEersteBeheerder();
        services.AddOrganisaties();
        services.AddUpgraden();
        services.AddSchorsingen();
        services.AddOtpBestellingen();
        services.AddOtpVoorraad(configuration);
        services.AddVestigingsnummers();
        services.AddWijzigingsformulieren();
        services.AddMachtigingen();
        services.AddKetenmachtigingen(configuration);
        services.AddKetenmachtigingAfgeven();
        services.AddKetenmoduleAanvragen();
        services.AddKetenmachtigingUitnodiging();
        services.AddVolgen();
        services.AddConcepten();
        services.AddActivaties(configuration);
        services.AddExporteren();
        services.AddGebruikers();
        services.AddProfiel();
        services.AddToegang();
        services.AddLayout();
        services.AddBeoordeling();
        return services;
    }

    /// <summary>Maps the plain HTTP endpoints of the capabilities: uploads, downloads, callbacks.</summary>
    public static IEndpointRouteBuilder MapFeatureApis(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapBijlagen();
        endpoints.MapBeoordeling();
        endpoints.MapContracten();
        endpoints.MapBezoekerUploads<EersteBeheerderLoket>("/aanvragen/eerste-beheerder/bijlagen");
        endpoints.MapBezoekerUploads<AanvullingLoket>("/aanvulling/bijlagen");
        endpoints.MapPersoonlijkVolgen();
        endpoints.MapVerstuurdeDocumenten();
        endpoints.MapGebruikersExport();
        endpoints.MapMachtigingenExport();
        endpoints.MapWijzigingsformulieren();
        endpoints.MapKetenuitnodiging();
        return endpoints;
    }
}
