using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Partners.Handelsregister;

namespace WeId.Workflows.UnitTests.Partners.Handelsregister;

public sealed class HandelsregisterOptionsTests
{
    private readonly Dictionary<string, string?> settings = new()
    {
        ["Handelsregister:Adapter"] = "Kvk",
        ["Handelsregister:ApiSleutel"] = "sleutel",
    };

    [Fact]
    public void Register_NothingSet_IsTheTestSet()
    {
        settings.Clear();

        Assert.IsType<TestHandelsregister>(Register("Production"));
    }

    [Fact]
    public void Register_KvkWithItsKey_IsTheKvk() => Assert.IsType<KvkHandelsregister>(Register("Production"));

    [Theory]
    [InlineData("Handelsregister:ApiSleutel", null)]
    [InlineData("Handelsregister:ApiSleutel", "")]
    [InlineData("Handelsregister:ApiSleutel", "met spatie")]
    [InlineData("Handelsregister:ApiSleutel", "sleutel\n")]
    [InlineData("Handelsregister:BasisUrl", "http://api.kvk.nl/api")]
    [InlineData("Handelsregister:BasisUrl", "ftp://api.kvk.nl/api")]
    [InlineData("Handelsregister:BasisUrl", "api.kvk.nl")]
    public void Register_UnsafeSetting_NamesItsKeyAndNotItsValue(string key, string? value)
    {
        settings[key] = value;

        var failure = Assert.Throws<OptionsValidationException>(() => Register("Production"));

        Assert.Contains(key, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sleutel\n", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Register_PlainHttpInDevelopment_IsAllowed()
    {
        settings["Handelsregister:BasisUrl"] = "http://127.0.0.1:9";

        Assert.IsType<KvkHandelsregister>(Register("Development"));
    }

    [Theory]
    [InlineData("Handelsregister:Timeout", "00:00:16")]
    [InlineData("Handelsregister:CacheDuur", "1.00:00:01")]
    public void Register_OutOfRange_IsRefused(string key, string value)
    {
        settings[key] = value;

        Assert.Throws<OptionsValidationException>(() => Register("Production"));
    }

    private IHandelsregister Register(string environment)
    {
        var collection = new ServiceCollection();
        collection.AddLogging().AddSingleton(TimeProvider.System).AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = environment });
        collection.AddHandelsregister(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        return collection.BuildServiceProvider().GetRequiredService<IHandelsregister>();
    }
}
