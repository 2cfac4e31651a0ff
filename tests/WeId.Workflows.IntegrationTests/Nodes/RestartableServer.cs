using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace WeId.Workflows.IntegrationTests.Nodes;

/// <summary>A PostgreSQL server that a test stops as a power cut does, and starts again on what it left.</summary>
internal sealed class RestartableServer : IAsyncDisposable
{
    private const string Password = "weid-test";

    // Ends with the input, and so with the process that holds it open.
    private const string Script = """
        set -e
        data="$(mktemp -d /tmp/weid-postgres-XXXXXX)"
        up() {
          "$1/pg_ctl" -D "$data" -l "$data.log" -w -t 120 -o "-c listen_addresses=127.0.0.1 -c port=$2 -c unix_socket_directories= -c fsync=on -c max_connections=100" start > "$data.ctl" 2>&1 < /dev/null
        }
        printf '%s' "$3" > "$data.pw"
        "$1/initdb" -D "$data" -U weid --pwfile="$data.pw" --auth-local=reject --auth-host=password --encoding=UTF8 --locale=C.UTF-8 --no-sync > "$data.log" 2>&1
        rm "$data.pw"
        up "$1" "$2"
        echo done
        while read -r command; do
          case "$command" in
            stop) "$1/pg_ctl" -D "$data" -m immediate -w stop > "$data.ctl" 2>&1 ;;
            start) up "$1" "$2" ;;
          esac
          echo done
        done
        "$1/pg_ctl" -D "$data" -m immediate -w stop > "$data.ctl" 2>&1 || true
        rm -rf "$data" "$data.log" "$data.ctl"
        """;

    private readonly Process shell;

    private RestartableServer(Process shell, int port) => (this.shell, Port) = (shell, port);

    public int Port { get; }

    /// <summary>To a database of this server.</summary>
    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={Port};Username=weid;Password={Password};Database={database};MaxPoolSize=30;Options=\"-c lock_timeout=2s\"";

    public static async Task<RestartableServer> StartAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var binaries = Directory.EnumerateDirectories("/usr/lib/postgresql").Order().Last() + "/bin";
        string[] command = [.. Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--"] : Array.Empty<string>(), "sh", "-c", Script, "sh", binaries, $"{port}", Password];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        var server = new RestartableServer(Process.Start(start)!, port);
        await server.DoneAsync();
        return server;
    }

    /// <summary>All its processes end at once; what was not flushed is lost.</summary>
    public Task StopAsync() => TellAsync("stop");

    /// <summary>Recovers and serves again.</summary>
    public Task StartAgainAsync() => TellAsync("start");

    public async ValueTask DisposeAsync()
    {
        shell.StandardInput.Close();
        await shell.WaitForExitAsync();
        shell.Dispose();
    }

    private async Task TellAsync(string command)
    {
        await shell.StandardInput.WriteLineAsync(command);
        await shell.StandardInput.FlushAsync();
        await DoneAsync();
    }

    private async Task DoneAsync()
    {
        if (await shell.StandardOutput.ReadLineAsync() is not "done")
        {
            throw new InvalidOperationException("PostgreSQL did not do as it was told; see /tmp/weid-postgres-*.log.");
        }
    }
}
