using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WeId.Workflows.TestKit.Smtp;

/// <summary>A mail server of a few lines on this machine: keeps what it receives, and can be told to refuse or to hang up.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<ReceivedMail> received = new();
    private readonly Task accepting;

    /// <summary>Starts listening on a free port.</summary>
    public SmtpSink()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>When set, mail is taken only after signing in with it: name and password.</summary>
    public (string Name, string Password)? Account { get; set; }

    /// <summary>Answer to RCPT TO, such as <c>550 no such user</c>; null: accepted.</summary>
    public string? RecipientAnswer { get; set; }

    /// <summary>The one address that it does not take mail for; null: it takes mail for all.</summary>
    public string? RefusedRecipient { get; set; }

    /// <summary>Answer to the end of DATA; null: accepted.</summary>
    public string? DataAnswer { get; set; }

    /// <summary>How many times it hangs up after it has kept the mail, before it says so.</summary>
    public int DropsAfterData { get; set; }

    /// <summary>What came in, oldest first.</summary>
    public IReadOnlyList<ReceivedMail> Received => [.. received];

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var sessions = new List<Task>();
        try
        {
            while (true)
            {
                sessions.Add(ServeAsync(await listener.AcceptTcpClientAsync(stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(sessions).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        var signedIn = Account is null;
        var recipients = new List<string>();
        await writer.WriteLineAsync("220 sink");
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            var verb = line.Split(' ')[0].ToUpperInvariant();
            switch (verb)
            {
                case "EHLO":
                    await writer.WriteLineAsync("250-sink");
                    await writer.WriteLineAsync(Account is null ? "250 8BITMIME" : "250 AUTH PLAIN");
                    break;
                case "AUTH":
                    signedIn = IsAccount(line.Split(' ')[^1]);
                    await writer.WriteLineAsync(signedIn ? "235 welcome" : "535 wrong name or password");
                    break;
                case "MAIL":
                    await writer.WriteLineAsync(signedIn ? "250 ok" : "530 sign in first");
                    break;
                case "RCPT":
                    recipients.Add(line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)]);
                    await writer.WriteLineAsync(recipients[^1] == RefusedRecipient ? "550 no such user" : RecipientAnswer ?? "250 ok");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    var mail = await ReadDataAsync(reader);
                    if (DataAnswer is null)
                    {
                        received.Enqueue(new([.. recipients], mail));
                    }

                    if (DropsAfterData > 0)
                    {
                        DropsAfterData--;
                        return;
                    }

                    await writer.WriteLineAsync(DataAnswer ?? "250 kept");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 ok");
                    break;
            }
        }
    }

    private async Task<string> ReadDataAsync(StreamReader reader)
    {
        var data = new StringBuilder();
        while (await reader.ReadLineAsync(stop.Token) is { } line && line != ".")
        {
            data.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return data.ToString();
    }

    private bool IsAccount(string token) =>
        Account is var (name, password) && Encoding.UTF8.GetString(Convert.FromBase64String(token)) == $"\0{name}\0{password}";
}

/// <summary>A mail as it came in.</summary>
/// <param name="Recipients">Of the envelope.</param>
/// <param name="Content">Headers and body.</param>
public sealed record ReceivedMail(IReadOnlyList<string> Recipients, string Content);
