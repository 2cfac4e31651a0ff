using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace WeId.Workflows.TestKit.Databases;

/// <summary>
/// A PostgreSQL server with its own data folder on a free loopback port, durable as in production unless <c>WEID_TEST_FSYNC</c> is
/// <c>off</c>: no test takes the power away, and those that stop a server have one of their own. It ends with this process, however
/// that ends: its shell waits for the end of a pipe that only this process holds open.
/// </summary>
public static class PostgreSqlServer
{
    private const string Password = "weid-test";

    private const string Script = """
        set -e
        data="$(mktemp -d /tmp/weid-postgres-XXXXXX)"
        printf '%s' "$2" > "$data.pw"
        "$1/initdb" -D "$data" -U weid --pwfile="$data.pw" --auth-local=reject --auth-host=password --encoding=UTF8 --locale=C.UTF-8 --no-sync > "$data.log" 2>&1
        rm "$data.pw"
        "$1/postgres" -D "$data" -c listen_addresses=127.0.0.1 -c port="$3" -c unix_socket_directories= -c fsync="$4" \
          -c max_connections=300 -c max_wal_size=2GB -c checkpoint_timeout=30min >> "$data.log" 2>&1 &
        server=$!
        until "$1/pg_isready" -q -h 127.0.0.1 -p "$3"; do
          kill -0 "$server"
          sleep 0.1
        done
        echo up
        exec >&- 2>&-
        cat > /dev/null
        kill -QUIT "$server"
        wait "$server" || true
        rm -rf "$data" "$data.log"
        """;

    // Kept for the life of the process: when it is collected, the pipe closes and the server ends.
    private static readonly List<Process> Shells = [];

    private static readonly string[] Folders = ["/usr/lib/postgresql/15/bin", "/usr/lib/postgresql/16/bin", "/usr/lib/postgresql/17/bin"];

    /// <summary>Starts a server and returns the connection string of its first database.</summary>
    public static string Start()
    {
        var binaries = Folders.FirstOrDefault(Directory.Exists)
            ?? throw new InvalidOperationException("PostgreSQL is missing: install the package postgresql-15.");
        var port = FreePort();

        // A session of its own: a signal to the group of the tests, such as Ctrl+C, must not end the shell before it has cleared away.
        var start = new ProcessStartInfo("setsid") { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        if (Environment.UserName == "root")
        {
            // PostgreSQL refuses to run as root; the package makes this user.
            AddAll(start, "runuser", "-u", "postgres", "--");
        }

        AddAll(start, "sh", "-c", Script, "sh", binaries, Password, $"{port}", Environment.GetEnvironmentVariable("WEID_TEST_FSYNC") is "off" ? "off" : "on");
        var shell = Process.Start(start)!;
        Shells.Add(shell);
        return shell.StandardOutput.ReadLine() is "up"
            ? $"Host=127.0.0.1;Port={port};Username=weid;Password={Password};Database=postgres"
            : throw new InvalidOperationException("PostgreSQL did not start; see /tmp/weid-postgres-*.log.");
    }

    private static void AddAll(ProcessStartInfo start, params string[] arguments)
    {
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
