using WeId.Workflows.Partners.Channels;
using WeId.Workflows.Partners.Handelsregister;

namespace WeId.Workflows.Web.Opstart;

/// <summary>Refuses a start outside Development with settings that are made for a try on one's own machine.</summary>
internal static class ProductieWacht
{
    /// <summary>What is wrong, one sentence each with the key that mends it; empty when all is well.</summary>
    public static IReadOnlyList<string> Check(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var faults = new List<string>();
        if (string.IsNullOrWhiteSpace(configuration["Geheimen:Hoofdsleutels:0"]))
        {
            faults.Add("Geheimen:Hoofdsleutels:0 is missing: a master key of 32 bytes in base64, given through the environment.");
        }

        if (!Uri.TryCreate(configuration["PubliekeUrl"], UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps)
        {
            faults.Add("PubliekeUrl must be the https address at which people reach this installation.");
        }

        AddChannels(configuration, faults);

        if (configuration.GetValue<HandelsregisterAdapter>("Handelsregister:Adapter") is not HandelsregisterAdapter.Kvk
            && !configuration.GetValue<bool>("Handelsregister:OfflineToegestaan"))
        {
            faults.Add("The Handelsregister is the offline test set: set Handelsregister:Adapter=Kvk, or Handelsregister:OfflineToegestaan=true only for a demonstration.");
        }

        if (!configuration.GetValue<bool>("Identificatie:SimulatieToegestaan"))
        {
            faults.Add("The identification partner is simulated. Set Identificatie:SimulatieToegestaan=true only for a demonstration.");
        }

        if (configuration.GetValue<bool>("DemoData"))
        {
            faults.Add("DemoData must not be true: its passwords are public.");
        }

        return faults;
    }

    private static void AddChannels(IConfiguration configuration, List<string> faults)
    {
        var kanalen = configuration.GetSection("Partners:Kanalen").Get<KanaalOptions>() ?? new KanaalOptions();
        if (!kanalen.FolderInProduction)
        {
            AddFolder(faults, "Mail", kanalen.Mail is MailKanaal.Folder, "Smtp");
            AddFolder(faults, "Sms", kanalen.Sms is SmsKanaal.Folder, "Gateway");
            AddFolder(faults, "Post", kanalen.Post is PostKanaal.Folder, "Postkamer");
        }

        if (kanalen.Mail is MailKanaal.Smtp && string.IsNullOrWhiteSpace(configuration["Partners:Smtp:Host"]))
        {
            faults.Add("Partners:Smtp:Host is missing: the mail server.");
        }
    }

    private static void AddFolder(List<string> faults, string kanaal, bool isFolder, string instead)
    {
        if (isFolder)
        {
            faults.Add($"Partners:Kanalen:{kanaal} must not be Folder, where codes would be readable on disk. Set it to {instead}.");
        }
    }
}
