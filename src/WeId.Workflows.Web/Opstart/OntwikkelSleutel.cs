using System.Security.Cryptography;

namespace WeId.Workflows.Web.Opstart;

/// <summary>A master key for one's own machine, so that a first try needs no setting. Never in Production.</summary>
internal static class OntwikkelSleutel
{
    private const string Key = "Geheimen:Hoofdsleutels:0";
    private const string Path = "data/dev-key";

    public static void Apply(ConfigurationManager configuration, IHostEnvironment environment)
    {
        if (!environment.IsDevelopment() || !string.IsNullOrWhiteSpace(configuration[Key]))
        {
            return;
        }

        if (!File.Exists(Path))
        {
            Directory.CreateDirectory("data");
            File.WriteAllText(Path, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        }

        configuration.AddInMemoryCollection([new(Key, File.ReadAllText(Path).Trim())]);
    }
}
