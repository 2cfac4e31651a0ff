using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Documenten;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Partners.Channels;
using WeId.Workflows.Partners.Channels.Drukker;
using WeId.Workflows.Partners.Diensten;
using WeId.Workflows.Partners.Documents;
using WeId.Workflows.Partners.Documents.Pdf;
using WeId.Workflows.Partners.Handelsregister;
using WeId.Workflows.Partners.Identificatie;
using WeId.Workflows.Partners.Uploads;

namespace WeId.Workflows.Partners;

/// <summary>Registers everything at the edge: documents, channels, registers, upload checks.</summary>
public static class PartnersExtensions
{
    /// <summary>Reads section <c>Partners</c>: <c>Huisstijl</c>, <c>Kanalen</c>, <c>Smtp</c>, <c>Sms</c>; <c>Post</c>; and <c>Handelsregister</c>.</summary>
    public static IServiceCollection AddPartners(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection("Partners");
        services.AddOptions<HuisstijlOptions>().Bind(section.GetSection("Huisstijl")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<KanaalOptions>().Bind(section.GetSection("Kanalen")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<SmtpOptions>().Bind(section.GetSection("Smtp")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<SmsOptions>().Bind(section.GetSection("Sms")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<KanaalOptions>, ValidateKanalen>();
        services.AddSingleton<IValidateOptions<SmtpOptions>, ValidateSmtp>();
        services.AddSingleton<IValidateOptions<SmsOptions>, ValidateSms>();

        services.AddSingleton<TemplateStore>();
        services.AddSingleton<ITemplateIndex, TemplateIndex>();
        services.AddSingleton<PdfDocumentRenderer>();
        services.AddSingleton<IDocumentRenderer>(provider => provider.GetRequiredService<PdfDocumentRenderer>());
        services.AddSingleton<IAdresvenster>(provider => provider.GetRequiredService<PdfDocumentRenderer>().Venster);
        services.AddSingleton<IBriefBundel, PdfBundel>();
        services.AddSingleton<IBriefpapier, Briefpapier>();
        services.AddSingleton<Composer>();
        services.AddSingleton<IPdfMaker>(provider => provider.GetRequiredService<Composer>());
        services.AddHostedService<TemplateCheck>();

        services.AddSingleton<DkimKey>();
        services.AddSingleton<SmsRem>();
        services.AddSingleton<SmsAfleveringen>();
        services.AddHttpClient<SmsChannel>((provider, http) => http.Timeout = provider.GetRequiredService<IOptions<SmsOptions>>().Value.Timeout)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.AddTransient<IChannel>(provider => Kanalen(provider).Mail is MailKanaal.Smtp ? ActivatorUtilities.CreateInstance<SmtpChannel>(provider) : Folder(provider, VerzendKanaal.Mail));
        services.AddTransient<IChannel>(provider => Kanalen(provider).Sms is SmsKanaal.Gateway ? provider.GetRequiredService<SmsChannel>() : Folder(provider, VerzendKanaal.Sms));
        services.AddTransient<IChannel>(provider => Kanalen(provider).Post is PostKanaal.Postkamer ? new PostChannel() : Folder(provider, VerzendKanaal.Post));
        services.AddSingleton<Postvak>();
        services.AddTransient<IOutboxHandler, VerzendHandler>();

        services.AddDrukker(configuration);

        services.AddHandelsregister(configuration);
        services.AddSingleton<IDienstencatalogus, Voorbeeldcatalogus>();
        services.AddSingleton<IMachtigingenregister, Stilregister>();
        services.AddSingleton<GesimuleerdeIdentificatiepartner>();
        services.AddSingleton<IIdentificatiepartner>(provider => provider.GetRequiredService<GesimuleerdeIdentificatiepartner>());
        services.AddSingleton<IBijlageInspector, BijlageInspector>();
        return services;
    }

    private static KanaalOptions Kanalen(IServiceProvider provider) => provider.GetRequiredService<IOptions<KanaalOptions>>().Value;

    private static IChannel Folder(IServiceProvider provider, VerzendKanaal kanaal) => ActivatorUtilities.CreateInstance<FolderChannel>(provider, kanaal);
}
