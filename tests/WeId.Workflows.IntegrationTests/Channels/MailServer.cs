using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MimeKit;

namespace WeId.Workflows.IntegrationTests.Channels;

/// <summary>
/// A mail server that is not ours: Debian's aiosmtpd, with what <c>mailserver.py</c> beside this file makes of it. It keeps what it
/// takes, byte for byte. Some receivers it refuses or leaves hanging: <c>rcpt550@</c> and <c>data451@</c> are answered so,
/// <c>teerput@</c> waits, <c>breekvoor@</c> and <c>breekna@</c> lose the connection before and after the mail was kept; these three once for each receiver.
/// </summary>
public sealed class MailServer : IAsyncLifetime, IDisposable
{
    /// <summary>Who may sign in, where signing in is needed.</summary>
    public const string Username = "weid";

    /// <summary>His password.</summary>
    public const string Password = "geheim";

    private const string Python = "/usr/bin/python3";
    private const string Install = "Install Debian's package python3-aiosmtpd; test.sh does that.";
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(30);

    // TLS looks at the real clock.
    private static readonly DateTimeOffset Yesterday = TimeProvider.System.GetUtcNow().AddDays(-1);
    private static readonly DateTimeOffset Tomorrow = Yesterday.AddDays(2);

    private readonly string folder = Directory.CreateTempSubdirectory("weid-mail-").FullName;
    private readonly StringBuilder complaints = new();
    private Process? process;

    /// <summary>Where it listens in plain, on this machine.</summary>
    public int Port { get; } = FreePort();

    /// <summary>Where STARTTLS and signing in are needed.</summary>
    public int StartTlsPort { get; } = FreePort();

    /// <summary>Where it speaks TLS from the first byte.</summary>
    public int TlsPort { get; } = FreePort();

    /// <summary>Where STARTTLS comes with the certificate of an authority that nobody knows.</summary>
    public int UntrustedPort { get; } = FreePort();

    /// <summary>PEM file with the authority that vouches for it.</summary>
    public string AuthorityPath => Path.Combine(folder, "authority.pem");

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        if (!File.Exists(Python))
        {
            throw new InvalidOperationException($"There is no {Python}. {Install}");
        }

        Directory.CreateDirectory(Path.Combine(folder, "mails"));
        WriteCertificates("server.pem", AuthorityPath);
        WriteCertificates("untrusted.pem", Path.Combine(folder, "stranger.pem"));
        int[] ports = [Port, StartTlsPort, TlsPort, UntrustedPort];
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "Channels", "mailserver.py"), folder, .. ports.Select(p => p.ToString(CultureInfo.InvariantCulture))];
        process = new Process { StartInfo = new ProcessStartInfo(Python, arguments) { RedirectStandardError = true, RedirectStandardOutput = true } };
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

        Directory.Delete(folder, recursive: true);
    }

    /// <inheritdoc />
    public void Dispose() => process?.Dispose();

    /// <summary>Everything that came in, in that order; the caller disposes them. The envelope stands in <c>X-MailFrom</c> and <c>X-RcptTo</c>.</summary>
    public IReadOnlyList<MimeMessage> All() => [.. Files().Select(file => MimeMessage.Load(new MemoryStream(File.ReadAllBytes(file))))];

    /// <summary>The mail with that Message-ID; the caller disposes it.</summary>
    public MimeMessage Received(string messageId) => All().Single(mail => mail.MessageId == messageId);

    /// <summary>The bytes of each mail to that receiver as they came in, without the envelope.</summary>
    public IReadOnlyList<string> Bytes(string receiver) =>
    [
        .. Files().Select(file => File.ReadAllText(file, Encoding.Latin1).Split("\r\n", 3))
            .Where(lines => lines[1] == $"X-RcptTo: {receiver}")
            .Select(lines => lines[2]),
    ];

    private IEnumerable<string> Files() => Directory.EnumerateFiles(Path.Combine(folder, "mails"), "*.eml").Order(StringComparer.Ordinal);

    /// <summary>A certificate with its key for this machine, the authority between, and apart the root.</summary>
    private void WriteCertificates(string name, string rootPath)
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var root = Authority($"CN=Root of {name}", rootKey).CreateSelfSigned(Yesterday, Tomorrow);
        using var betweenKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var betweenWithoutKey = Authority($"CN=Between for {name}", betweenKey).Create(root, Yesterday, Tomorrow, [1]);
        using var between = betweenWithoutKey.CopyWithPrivateKey(betweenKey);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        using var certificate = request.Create(between, Yesterday, Tomorrow, [2]);
        File.WriteAllText(Path.Combine(folder, name), $"{certificate.ExportCertificatePem()}\n{between.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        File.WriteAllText(rootPath, root.ExportCertificatePem());
    }

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        return request;
    }

    private async Task WaitUntilItListensAsync(Process server)
    {
        using var stop = new CancellationTokenSource(StartTime);
        string? line;
        try
        {
            line = await server.StandardOutput.ReadLineAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            line = null;
        }

        if (line != "ready")
        {
            throw new InvalidOperationException($"{Python} with aiosmtpd did not start. {Install}{Environment.NewLine}{complaints}");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
