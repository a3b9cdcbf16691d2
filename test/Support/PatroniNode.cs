namespace Viaduct.Support;

/// <summary>One node of a <see cref="PatroniCluster"/>: Patroni, and the PostgreSQL that it runs.</summary>
internal sealed class PatroniNode : IAsyncDisposable
{
    private const string EndPostgres = """
        pid=$(head -n 1 data/postmaster.pid 2>/dev/null)
        if [ -n "$pid" ]; then
          kill -QUIT "$pid" 2>/dev/null
          tries=0
          while ! ended "$pid" && [ $tries -lt 200 ]; do sleep 0.05; tries=$((tries + 1)); done
        fi
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly ServerFolder _folder;
    private readonly string _patroni;

    private PatroniNode(ServerFolder folder, string patroni, int port) =>
        (_folder, _patroni, Port) = (folder, patroni, port);

    /// <summary>Where its PostgreSQL listens.</summary>
    public int Port { get; }

    /// <summary>What Patroni and PostgreSQL have logged.</summary>
    public string Log => File.Exists(LogPath) ? File.ReadAllText(LogPath) : "";

    private string LogPath => Path.Combine(_folder.Path, "log");

    /// <summary>Writes its configuration.</summary>
    public static async Task<PatroniNode> CreateAsync(PostgresPrograms programs, string patroni, string name, int etcd)
    {
        string path = await MakeFolderAsync(name);
        var node = new PatroniNode(new ServerFolder(path, "pid", "KILL", EndPostgres), patroni, FreePort.Take());
        int api = FreePort.Take();
        await File.WriteAllTextAsync(Path.Combine(path, "patroni.yml"), $"""
            scope: viaduct
            name: {name}
            restapi:
              listen: 127.0.0.1:{api}
              connect_address: 127.0.0.1:{api}
            etcd3:
              host: 127.0.0.1:{etcd}
            bootstrap:
              dcs:
                ttl: 20
                loop_wait: 1
                retry_timeout: 3
                synchronous_mode: true
                postgresql:
                  use_pg_rewind: true
              initdb:
              - encoding: UTF8
              - locale: C
              - auth: trust
            postgresql:
              listen: 127.0.0.1:{node.Port}
              connect_address: 127.0.0.1:{node.Port}
              data_dir: {path}/data
              bin_dir: {programs.Folder}
              authentication:
                superuser:
                  username: postgres
                replication:
                  username: postgres
              parameters:
                unix_socket_directories: {path}
              pg_hba:
              - local all all trust
              - host all all 127.0.0.1/32 trust
              - host replication all 127.0.0.1/32 trust

            """);
        return node;
    }

    /// <summary>A new folder of the server's user.</summary>
    public static async Task<string> MakeFolderAsync(string name)
    {
        var template = Path.Combine(Path.GetTempPath(), $"viaduct-{name}-XXXXXX");
        return (await PostgresPrograms.RunAsUserAsync("mktemp", "-d", template)).Trim();
    }

    /// <summary>Starts a program in the background as the server's user, with its process id in a file.</summary>
    public static Task StartAsync(string folder, string command) => PostgresPrograms.RunAsUserAsync(
        "sh", "-c", $"cd '{folder}' && (sh -c 'echo $$ >pid; exec {command}' >>log 2>&1 </dev/null &)");

    /// <summary>Starts Patroni.</summary>
    public Task StartAsync() => StartAsync(_folder.Path, $"{_patroni} patroni.yml");

    /// <summary>Kills Patroni, and then its PostgreSQL, with SIGKILL.</summary>
    public async Task KillAsync()
    {
        int patroni = int.Parse(await File.ReadAllTextAsync(Path.Combine(_folder.Path, "pid")));
        Signals.Send(patroni, Signals.Kill);
        string file = Path.Combine(_folder.Path, "data", "postmaster.pid");
        int postmaster = int.Parse(File.ReadLines(file).First());
        int[] family = [postmaster, .. Signals.ChildrenOf(postmaster)];
        foreach (int id in family) Signals.Send(id, Signals.Kill);
        foreach (int id in family) await Signals.WaitForEndAsync(id, Limit);
        File.Delete(file);
    }

    /// <summary>Ends both and removes the folder.</summary>
    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}
