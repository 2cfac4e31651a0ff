using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Polly;
using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.Partners.Handelsregister;

/// <summary>Puts one question to the API of the KvK, and tells "nothing there" from "no answer" from "not to you".</summary>
/// <remarks>Failures carry status and the KvK's own codes only: an answer may be about people.</remarks>
internal sealed partial class KvkClient(IHttpClientFactory clients, IOptions<HandelsregisterOptions> options)
{
    /// <summary>Of the HTTP client and its pipeline.</summary>
    public const string Name = "kvk";

    /// <summary>By these the KvK says that it has nothing under a number; any other 404 may be a wrong address.</summary>
    private static readonly string[] NothingThere = ["IPD0005", "IPD0007", "IPD5200"];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>What the API has at that path; null when it has nothing there.</summary>
    /// <exception cref="HandelsregisterNietBereikbaarException">No answer, or none that can be read.</exception>
    /// <exception cref="HandelsregisterWeigertException">The question or the key is refused.</exception>
    public async Task<T?> GetAsync<T>(string api, string path, CancellationToken ct)
        where T : class
    {
        using var http = clients.CreateClient(Name);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{options.Value.BasisUrl.AbsoluteUri.TrimEnd('/')}/{path}");
        request.Headers.Add("apikey", options.Value.ApiSleutel);
        request.Headers.Accept.ParseAdd("application/hal+json, application/json");
        using var response = await SendAsync(http, request, api, ct);
        if (response.StatusCode is HttpStatusCode.OK)
        {
            return await ReadAsync<T>(response, ct)
                ?? throw new HandelsregisterNietBereikbaarException($"The answer of the Handelsregister ({api}) cannot be read.");
        }

        var codes = await ReadCodesAsync(response, ct);
        if (response.StatusCode is HttpStatusCode.NotFound && codes.Intersect(NothingThere).Any())
        {
            return null;
        }

        var what = string.Join(' ', [((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture), .. codes]);
        throw response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            ? new HandelsregisterWeigertException($"The Handelsregister ({api}) refused the question with {what}: see Handelsregister:ApiSleutel, its subscriptions and Handelsregister:BasisUrl.")
            : new HandelsregisterNietBereikbaarException($"The Handelsregister ({api}) answered {what}.");
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient http, HttpRequestMessage request, string api, CancellationToken ct)
    {
        try
        {
            return await http.SendAsync(request, ct);
        }
        catch (Exception e) when (e is HttpRequestException or ExecutionRejectedException)
        {
            throw new HandelsregisterNietBereikbaarException($"The Handelsregister ({api}) does not answer.", e);
        }
    }

    /// <summary>The body; null when it is something else. What a parser says about it may quote it, so that is dropped.</summary>
    private static async Task<T?> ReadAsync<T>(HttpResponseMessage response, CancellationToken ct)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(await response.Content.ReadAsStreamAsync(ct), Json, ct);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<IReadOnlyList<string>> ReadCodesAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var fouten = await ReadAsync<KvkFouten>(response, ct);
        return [.. (fouten?.Fout ?? []).Select(f => f.Code ?? "").Where(code => Code().IsMatch(code))];
    }

    [GeneratedRegex(@"^IPD[0-9]{4}\z")]
    private static partial Regex Code();
}
