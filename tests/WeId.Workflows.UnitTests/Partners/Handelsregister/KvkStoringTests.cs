using Microsoft.AspNetCore.Http;
using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.UnitTests.Partners.Handelsregister;

/// <summary>What happens when the KvK does not answer as it should.</summary>
public sealed class KvkStoringTests : IAsyncLifetime
{
    private const string Path = "/v1/basisprofielen/90000749";

    private KvkWereld kvk = null!;

    public async Task InitializeAsync() => kvk = await KvkWereld.StartAsync("Handelsregister:Functionarissen", "false");

    public async Task DisposeAsync() => await kvk.DisposeAsync();

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Find_QuestionOrKeyRefused_SaysSoAndAsksOnce(int status)
    {
        kvk.Server.Refuses(Path, status, """{"fout":[{"code":"IPD0004","omschrijving":"Het KVK-nummer 90000749 is niet valide."}]}""");

        var failure = await Assert.ThrowsAsync<HandelsregisterWeigertException>(FindAsync);

        Assert.Contains($"{status} IPD0004", failure.Message, StringComparison.Ordinal);
        Assert.Single(kvk.Server.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Not Found</html>")]
    [InlineData("""{"fout":[{"code":"IPD1002"}]}""")]
    public async Task Find_NotFoundForAnotherReason_IsNoUnknownCompany(string body)
    {
        kvk.Server.Refuses(Path, 404, body);

        await Assert.ThrowsAsync<HandelsregisterNietBereikbaarException>(FindAsync);
    }

    [Fact]
    public async Task Find_RedirectedElsewhere_DoesNotTakeTheKeyThere()
    {
        kvk.Server.Does(Path, http =>
        {
            http.Response.Redirect("/elders");
            return Task.CompletedTask;
        });

        await Assert.ThrowsAsync<HandelsregisterNietBereikbaarException>(FindAsync);

        Assert.Equal([Path], kvk.Server.Requests);
    }

    [Fact]
    public async Task Find_ThirdTrySucceeds_HasTheAnswer()
    {
        kvk.Server.Does(Path, Down, Down, Answer);

        Assert.NotNull(await FindAsync());

        Assert.Equal(3, kvk.Server.Requests.Count);
    }

    [Fact]
    public async Task Find_StaysDown_GivesUpAfterThreeTries()
    {
        kvk.Server.Does(Path, Down);

        await Assert.ThrowsAsync<HandelsregisterNietBereikbaarException>(FindAsync);

        Assert.Equal(3, kvk.Server.Requests.Count);
    }

    [Theory]
    [InlineData(429, null)]
    [InlineData(503, "120")]
    public async Task Find_ToldToWait_DoesNotAskAgainAtOnce(int status, string? retryAfter)
    {
        kvk.Server.Does(Path, http =>
        {
            http.Response.Headers.RetryAfter = retryAfter;
            return KvkServer.WriteAsync(http, status, "");
        });

        await Assert.ThrowsAsync<HandelsregisterNietBereikbaarException>(FindAsync);

        Assert.Single(kvk.Server.Requests);
    }

    [Fact]
    public async Task Find_NoAnswerInTime_GivesUpAfterThreeTries()
    {
        kvk.Server.Does(Path, HangAsync);

        await AssertTimesOutAsync(kvk.Server.ArrivedAsync);
    }

    [Fact]
    public async Task Find_AnswerStopsHalfway_GivesUpAfterThreeTries()
    {
        using var begun = new SemaphoreSlim(0);
        kvk.Server.Does(Path, async http =>
        {
            await http.Response.WriteAsync("{");
            await http.Response.Body.FlushAsync();
            begun.Release();
            await HangAsync(http);
        });

        await AssertTimesOutAsync(() => begun.WaitAsync());
    }

    [Fact]
    public async Task Find_ConnectionBreaks_TriesAgain()
    {
        kvk.Server.Does(
            Path,
            async http =>
            {
                // Fewer than announced: the connection ends before the answer does.
                http.Response.ContentLength = 100;
                await http.Response.WriteAsync("{");
            },
            Answer);

        Assert.NotNull(await FindAsync());
    }

    [Fact]
    public async Task Find_CallerStops_IsNoFailureOfTheRegister()
    {
        kvk.Server.Does(Path, HangAsync);
        using var stop = new CancellationTokenSource();
        var find = kvk.FindAsync("90000749", stop.Token);
        await kvk.Server.ArrivedAsync();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => find);
    }

    [Theory]
    [InlineData("<html>Storing bij Katrien Duck</html>")]
    [InlineData("""{ "kvkNummer": "90000749", "naam": """)]
    [InlineData("""{ "kvkNummer": "90000749", "naam": { "Katrien Duck": 1 } }""")]
    [InlineData("""{ "kvkNummer": "90000749" }""")]
    [InlineData("""{ "kvkNummer": "69599084", "naam": "Katrien Duck" }""")]
    [InlineData("""{ "kvkNummer": "90000749", "naam": "Katrien Duck", "materieleRegistratie": { "datumEinde": "gisteren" } }""")]
    [InlineData("null")]
    public async Task Find_AnswerThatCannotBeRead_SaysSoWithoutRepeatingIt(string body)
    {
        kvk.Server.Has(Path, body);

        var failure = await Assert.ThrowsAsync<HandelsregisterNietBereikbaarException>(FindAsync);

        Assert.Contains("(Basisprofiel)", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Duck", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_DownForLong_IsLeftAloneAndAskedAgainAfterHalfAMinute()
    {
        kvk.Server.Does(Path, Down);
        await Assert.ThrowsAsync<HandelsregisterNietBereikbaarException>(FindAsync);
        await Assert.ThrowsAsync<HandelsregisterNietBereikbaarException>(FindAsync);
        kvk.Server.Does(Path, Answer);

        await Assert.ThrowsAsync<HandelsregisterNietBereikbaarException>(FindAsync);
        Assert.Equal(6, kvk.Server.Requests.Count);

        kvk.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.NotNull(await FindAsync());
        Assert.NotNull(await FindOtherAsync());
    }

    [Fact]
    public async Task Find_AskedAgainWithinADay_IsNotAskedOfTheRegister()
    {
        kvk.Server.Does(Path, Answer);
        await FindAsync();
        kvk.Time.Advance(TimeSpan.FromHours(23));

        Assert.NotNull(await FindAsync());

        Assert.Single(kvk.Server.Requests);
    }

    [Fact]
    public async Task Find_AskedAgainAfterADay_IsAskedOfTheRegister()
    {
        kvk.Server.Does(Path, Answer);
        await FindAsync();
        kvk.Time.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));

        await FindAsync();

        Assert.Equal(2, kvk.Server.Requests.Count);
    }

    [Fact]
    public async Task Find_WithoutCache_AsksEachTime()
    {
        await using var fresh = await KvkWereld.StartAsync("Handelsregister:CacheDuur", "00:00:00");
        fresh.Server.Does("/v1/basisprofielen/12345678", Answer12345678);
        await fresh.FindAsync("12345678");

        await fresh.FindAsync("12345678");

        Assert.Equal(2, fresh.Server.Requests.Count(r => r == "/v1/basisprofielen/12345678"));
    }

    [Fact]
    public async Task Find_UnknownAtFirst_IsFoundOnceItIsRegistered()
    {
        Assert.Null(await FindAsync());
        kvk.Server.Does(Path, Answer);

        Assert.NotNull(await FindAsync());
    }

    [Fact]
    public async Task Log_WhateverHappens_HasNoKeyNoNumberAndNoName()
    {
        kvk.Server.Does(Path, Down, Answer);
        await FindAsync();
        kvk.Server.Refuses("/v1/basisprofielen/69599084", 401, "Katrien Duck");
        await Assert.ThrowsAsync<HandelsregisterWeigertException>(() => kvk.FindAsync("69599084"));
        kvk.Server.Does("/v1/basisprofielen/68750110", http =>
        {
            http.Abort();
            return Task.CompletedTask;
        });
        await Assert.ThrowsAsync<HandelsregisterNietBereikbaarException>(() => kvk.FindAsync("68750110"));

        Assert.NotEqual("", kvk.Log.Text);
        Assert.All([KvkWereld.Sleutel, "90000749", "69599084", "68750110", "Global Conron", "Duck"], secret => Assert.DoesNotContain(secret, kvk.Log.Text, StringComparison.Ordinal));
    }

    private static Task Down(HttpContext http) => KvkServer.WriteAsync(http, 503, "");

    private static Task Answer(HttpContext http) => KvkServer.WriteAsync(http, 200, KvkAntwoorden.Rechtspersoon());

    private static Task Answer12345678(HttpContext http) =>
        KvkServer.WriteAsync(http, 200, KvkAntwoorden.Rechtspersoon().Replace("90000749", "12345678", StringComparison.Ordinal));

    private static Task HangAsync(HttpContext http) => Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

    private Task<Inschrijving?> FindAsync() => kvk.FindAsync("90000749");

    private Task<Inschrijving?> FindOtherAsync()
    {
        kvk.Server.Does("/v1/basisprofielen/12345678", Answer12345678);
        return kvk.FindAsync("12345678");
    }

    private async Task AssertTimesOutAsync(Func<Task> nextTry)
    {
        var find = FindAsync();
        for (var tries = 0; tries < 3; tries++)
        {
            await nextTry();
            kvk.Time.Advance(TimeSpan.FromSeconds(5));
        }

        await Assert.ThrowsAsync<HandelsregisterNietBereikbaarException>(() => find);
        Assert.Equal(3, kvk.Server.Requests.Count);
    }
}
