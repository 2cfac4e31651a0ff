using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.Partners.Handelsregister;

/// <summary>
/// Registers the Handelsregister. The API of the KvK is called with a time-out for each try, two more tries after short
/// pauses, and a breaker for when it is down.
/// </summary>
internal static class HandelsregisterExtensions
{
    private const int Retries = 2;
    private const int MaxBytes = 4 * 1024 * 1024;

    public static void AddHandelsregister(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<HandelsregisterOptions>().Bind(configuration.GetSection(HandelsregisterOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<HandelsregisterOptions>, ValidateHandelsregister>();
        services.AddSingleton<KvkClient>();
        services.AddSingleton<IHandelsregister>(provider => provider.GetRequiredService<IOptions<HandelsregisterOptions>>().Value.Adapter is HandelsregisterAdapter.Kvk
            ? ActivatorUtilities.CreateInstance<KvkHandelsregister>(provider)
            : new TestHandelsregister());

        // No loggers of the client: at their lowest level they would write the key, and the numbers are those of people too.
        var http = services.AddHttpClient(KvkClient.Name, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .RemoveAllLoggers();
        http.AddResilienceHandler(KvkClient.Name, Build);
        http.AddHttpMessageHandler(() => new WholeAnswer());
    }

    private static void Build(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, ResilienceHandlerContext context)
    {
        pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
        pipeline
            .AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = Retries,
                Delay = TimeSpan.FromMilliseconds(500),
                MaxDelay = TimeSpan.FromSeconds(2),
                // Whoever is told to wait comes back after the longer pause of the outbox.
                ShouldHandle = args => ValueTask.FromResult(
                    HttpClientResiliencePredicates.IsTransient(args.Outcome)
                    && args.Outcome.Result is not ({ StatusCode: HttpStatusCode.TooManyRequests } or { Headers.RetryAfter: not null })),
            })
            .AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = 6,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(30),
            })
            .AddTimeout(context.ServiceProvider.GetRequiredService<IOptions<HandelsregisterOptions>>().Value.Timeout);
    }

    /// <summary>Reads the body inside the try, so that its time-out and the retries hold for an answer that stops halfway too.</summary>
    private sealed class WholeAnswer : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            await response.Content.LoadIntoBufferAsync(MaxBytes, cancellationToken);
            return response;
        }
    }
}
