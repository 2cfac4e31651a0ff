using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace WeId.Workflows.IntegrationTests.Channels;

/// <summary>A gateway for text messages on this machine: takes what is posted, or answers as it is told.</summary>
internal sealed class SmsGateway : IAsyncDisposable
{
    private readonly ConcurrentQueue<SmsRequest> requests = new();
    private readonly WebApplication app;

    private SmsGateway(WebApplication app) => this.app = app;

    /// <summary>Where it takes messages.</summary>
    public Uri Endpoint => new($"{app.Urls.Single()}/v1/berichten");

    /// <summary>The answers to the next requests; without any it takes the message.</summary>
    public ConcurrentQueue<(int Status, string? RetryAfter)> Answers { get; } = new();

    /// <summary>What was posted, oldest first.</summary>
    public IReadOnlyList<SmsRequest> Requests => [.. requests];

    public static async Task<SmsGateway> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var gateway = new SmsGateway(builder.Build());
        // As a delegate: as a method of one HttpContext its answer would be dropped.
        gateway.app.MapPost("/v1/berichten", (Delegate)gateway.TakeAsync);
        await gateway.app.StartAsync();
        return gateway;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        requests.Enqueue(new(
            http.Request.Headers["Idempotency-Key"].ToString(),
            http.Request.Headers.Authorization.ToString(),
            body.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!)));
        if (!Answers.TryDequeue(out var answer))
        {
            return Results.StatusCode((int)HttpStatusCode.Accepted);
        }

        if (answer.RetryAfter is { } retryAfter)
        {
            http.Response.Headers.RetryAfter = retryAfter;
        }

        return Results.StatusCode(answer.Status);
    }
}

/// <summary>A message as it was posted.</summary>
internal sealed record SmsRequest(string Key, string Authorization, IReadOnlyDictionary<string, string> Body);
