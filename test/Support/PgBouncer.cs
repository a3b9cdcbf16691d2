using System.Diagnostics;
using System.Net.Sockets;

namespace Viaduct.Support;

/// <summary>A connection pooler in front of a PostgreSQL server, which lends connections for a transaction.</summary>
public sealed class PgBouncer : IAsyncDisposable
{
    private const string Package = "pgbouncer";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly ServerFolder _folder;

    private PgBouncer(ServerFolder folder, int port) => (_folder, Port) = (folder, port);

    /// <summary>The TCP port.</summary>
    public int Port { get; }

    /// <summary>Starts one; skips the running test where it is not installed.</summary>
    /// <param name="server">The server behind it.</param>
    /// <param name="ignored">Options of connections that it swallows instead of refusing them.</param>
    public static async Task<PgBouncer> StartAsync(PostgresServer server, string ignored = "")
    {
        var program = Tool.Find(Package, "/usr/sbin");
        Assert.SkipWhen(program is null, $"pgbouncer is not installed: apt-get install {Package}");
        var template = Path.Combine(Path.GetTempPath(), "viaduct-pgbouncer-XXXXXX");
        var path = (await PostgresPrograms.RunAsUserAsync("mktemp", "-d", template)).Trim();
        var bouncer = new PgBouncer(new ServerFolder(path, "pid", "QUIT"), FreePort.Take());
        var settings = Path.Combine(path, "pgbouncer.ini");
        await File.WriteAllTextAsync(settings, $"""
            [databases]
            * = host={PostgresServer.Host} port={server.Port} user=viaduct
            [pgbouncer]
            listen_addr = {PostgresServer.Host}
            listen_port = {bouncer.Port}
            unix_socket_dir =
            auth_type = any
            pool_mode = transaction
            ignore_startup_parameters = extra_float_digits{ignored}
            pidfile = {path}/pid
            logfile = {path}/log

            """);
        await PostgresPrograms.RunAsUserAsync(program!, "-d", "-q", settings);
        await bouncer.WaitAsync();
        return bouncer;
    }

    /// <summary>Ends it and removes its folder.</summary>
    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private async Task WaitAsync()
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(PostgresServer.Host, Port);
                return;
            }
            catch (SocketException) when (watch.Elapsed < Limit)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
        }
    }
}
