using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace WeId.Workflows.IntegrationTests.Channels;

/// <summary>A mail server that is not ours, Debian's aiosmtpd: it keeps what it receives in a maildir.</summary>
public sealed class MailServer : IAsyncLifetime, IDisposable
{
    private const string Python = "/usr/bin/python3";
    private const string Install = "Install Debian's package python3-aiosmtpd; test.sh does that.";
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(30);

    private readonly string maildir = Path.Combine(Directory.CreateTempSubdirectory("weid-mail-").FullName, "maildir");
    private readonly StringBuilder complaints = new();
    private Process? process;

    /// <summary>Where it listens, on this machine.</summary>
    public int Port { get; } = FreePort();

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        if (!File.Exists(Python))
        {
            throw new InvalidOperationException($"There is no {Python}. {Install}");
        }

        string[] arguments = ["-m", "aiosmtpd", "-n", "-l", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}"), "-c", "aiosmtpd.handlers.Mailbox", maildir];
        process = new Process { StartInfo = new ProcessStartInfo(Python, arguments) { RedirectStandardError = true } };
        process.ErrorDataReceived += (_, line) => complaints.AppendLine(line.Data);
        process.Start();
        process.BeginErrorReadLine();
        await WaitUntilItListensAsync(process);
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        Directory.Delete(Path.GetDirectoryName(maildir)!, recursive: true);
    }

    /// <inheritdoc />
    public void Dispose() => process?.Dispose();

    /// <summary>Everything that came in; the caller disposes them.</summary>
    public IReadOnlyList<MimeMessage> All() =>
        [.. Directory.EnumerateFiles(Path.Combine(maildir, "new")).Select(file => MimeMessage.Load(new MemoryStream(File.ReadAllBytes(file))))];

    /// <summary>The mail with that Message-ID as it lies in the maildir; the caller disposes it.</summary>
    public MimeMessage Received(string messageId) => All().Single(mail => mail.MessageId == messageId);

    private async Task WaitUntilItListensAsync(Process server)
    {
        var started = Stopwatch.StartNew();
        while (started.Elapsed < StartTime)
        {
            if (server.HasExited)
            {
                await server.WaitForExitAsync();
                throw new InvalidOperationException($"{Python} -m aiosmtpd did not start. {Install}{Environment.NewLine}{complaints}");
            }

            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }

        throw new InvalidOperationException($"{Python} -m aiosmtpd does not listen after {StartTime.TotalSeconds} seconds. {Install}{Environment.NewLine}{complaints}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
