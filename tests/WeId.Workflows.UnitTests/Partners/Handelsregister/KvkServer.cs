using System.Collections.Concurrent;
using System.Net.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace WeId.Workflows.UnitTests.Partners.Handelsregister;

/// <summary>The API of the KvK on a loopback port. What it was not told about, it does not have.</summary>
internal sealed class KvkServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, RequestDelegate> answers = new();
    private readonly ConcurrentQueue<string> requests = new();
    private readonly SemaphoreSlim arrived = new(0);
    private readonly WebApplication app;

    private KvkServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    public string Url => app.Urls.Single();

    /// <summary>Path and query of what was asked, in order.</summary>
    public IReadOnlyList<string> Requests => [.. requests];

    /// <summary>The key that came with the last question.</summary>
    public string? ApiSleutel { get; private set; }

    public static async Task<KvkServer> StartAsync()
    {
        var server = new KvkServer();
        await server.app.StartAsync();
        return server;
    }

    public void Has(string path, string json) => Does(path, http => WriteAsync(http, StatusCodes.Status200OK, json));

    public void Refuses(string path, int status, string json = "") => Does(path, http => WriteAsync(http, status, json));

    public void Does(string path, RequestDelegate answer) => answers[path] = answer;

    /// <summary>Gives these answers one after the other, the last one from then on.</summary>
    public void Does(string path, params RequestDelegate[] inTurn)
    {
        var turn = -1;
        Does(path, http => inTurn[Math.Min(Interlocked.Increment(ref turn), inTurn.Length - 1)](http));
    }

    /// <summary>Until the next question has come in.</summary>
    public Task ArrivedAsync() => arrived.WaitAsync();

    public static Task WriteAsync(HttpContext http, int status, string json)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = MediaTypeNames.Application.Json;
        return http.Response.WriteAsync(json);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        arrived.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        requests.Enqueue(http.Request.Path + http.Request.QueryString);
        ApiSleutel = http.Request.Headers["apikey"];
        arrived.Release();
        var answer = answers.GetValueOrDefault(http.Request.Path, c => WriteAsync(c, StatusCodes.Status404NotFound, KvkAntwoorden.Onbekend));
        await answer(http);
    }
}
