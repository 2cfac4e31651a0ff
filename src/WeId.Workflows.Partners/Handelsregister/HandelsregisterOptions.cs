using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace WeId.Workflows.Partners.Handelsregister;

/// <summary>Which Handelsregister is asked, and how. Section <c>Handelsregister</c>.</summary>
public sealed class HandelsregisterOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Handelsregister";

    /// <summary><c>Test</c>, the KvK's test companies without a network, or <c>Kvk</c>. Default: Test.</summary>
    public HandelsregisterAdapter Adapter { get; set; } = HandelsregisterAdapter.Test;

    /// <summary>Where the KvK's API begins; https outside Development. Default: https://api.kvk.nl/api.</summary>
    [Required]
    public Uri BasisUrl { get; set; } = new("https://api.kvk.nl/api");

    /// <summary>The key that the KvK gave for its API; from the environment. Default: empty.</summary>
    public string ApiSleutel { get; set; } = "";

    /// <summary>Time for one try of one question. Default: 5 seconds; 1 to 15 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:15")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an answer is used again; zero: never. Default: 1 day; 0 to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan CacheDuur { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Whether it is asked who acts for a company, for which the KvK wants a subscription of its own. Default: true.</summary>
    public bool Functionarissen { get; set; } = true;
}

/// <summary>Where the data of companies come from.</summary>
public enum HandelsregisterAdapter
{
    /// <summary>The KvK's test companies, inside the program.</summary>
    Test,

    /// <summary>The API of the KvK.</summary>
    Kvk,
}

/// <summary>Refuses a KvK that cannot be asked, or only in a way that gives the key away.</summary>
internal sealed class ValidateHandelsregister(IHostEnvironment environment) : IValidateOptions<HandelsregisterOptions>
{
    public ValidateOptionsResult Validate(string? name, HandelsregisterOptions options)
    {
        if (options.Adapter is not HandelsregisterAdapter.Kvk)
        {
            return ValidateOptionsResult.Success;
        }

        if (string.IsNullOrEmpty(options.ApiSleutel) || !options.ApiSleutel.All(c => c is > ' ' and <= '~'))
        {
            return ValidateOptionsResult.Fail("Handelsregister:ApiSleutel must be the key of the KvK, without spaces, when Handelsregister:Adapter is Kvk. Give it through the environment.");
        }

        var isSafe = options.BasisUrl is { IsAbsoluteUri: true, Scheme: "https" }
            || (environment.IsDevelopment() && options.BasisUrl is { IsAbsoluteUri: true, Scheme: "http" });
        return isSafe
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Handelsregister:BasisUrl must be an https address: the key is sent to it.");
    }
}
