using Microsoft.Extensions.Configuration;
using WeId.Workflows.Web.Opstart;

namespace WeId.Workflows.UnitTests.Web;

public sealed class ProductieWachtTests
{
    private readonly Dictionary<string, string?> settings = new()
    {
        ["Geheimen:Hoofdsleutels:0"] = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        ["PubliekeUrl"] = "https://beheer.we-id.example",
        ["Partners:Kanalen:Mail"] = "Smtp",
        ["Partners:Kanalen:Sms"] = "Gateway",
        ["Partners:Kanalen:Post"] = "Postkamer",
        ["Partners:Smtp:Host"] = "smtp.we-id.example",
        ["Handelsregister:OfflineToegestaan"] = "true",
        ["Identificatie:SimulatieToegestaan"] = "true",
    };

    [Fact]
    public void Check_EverythingSet_FindsNothing() => Assert.Empty(Check());

    [Theory]
    [InlineData("Geheimen:Hoofdsleutels:0", null)]
    [InlineData("Geheimen:Hoofdsleutels:0", " ")]
    [InlineData("PubliekeUrl", null)]
    [InlineData("PubliekeUrl", "http://beheer.we-id.example")]
    [InlineData("PubliekeUrl", "beheer.we-id.example")]
    [InlineData("Partners:Kanalen:Mail", "Folder")]
    [InlineData("Partners:Kanalen:Sms", "Folder")]
    [InlineData("Partners:Kanalen:Post", "Folder")]
    [InlineData("Partners:Kanalen:Mail", null)]
    [InlineData("Partners:Smtp:Host", null)]
    [InlineData("Handelsregister:OfflineToegestaan", "false")]
    [InlineData("Identificatie:SimulatieToegestaan", null)]
    [InlineData("DemoData", "true")]
    public void Check_UnsafeSetting_NamesItsKey(string key, string? value)
    {
        settings[key] = value;

        Assert.Contains(key, Assert.Single(Check()), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_RealHandelsregister_NeedsNoPermission()
    {
        settings["Handelsregister:OfflineToegestaan"] = null;
        settings["Handelsregister:Adapter"] = "Kvk";

        Assert.Empty(Check());
    }

    private IReadOnlyList<string> Check() => ProductieWacht.Check(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
}
