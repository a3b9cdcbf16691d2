using System.Globalization;
using Npgsql;

namespace Viaduct.Support;

/// <summary>
/// A PostgreSQL server of its own, with <c>fsync</c> on, in a temporary folder and on a free port of loopback.
/// It can be stopped, crashed, paused and started again on the same port with the same data. It ends with the test
/// process, however that ends. As an assembly or class fixture it starts by itself; where PostgreSQL is not
/// installed, whoever asks for a database is skipped.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string Package = "postgresql";
    private const string Role = "viaduct";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly PostgresPrograms? _programs = PostgresPrograms.Find();
    private readonly string[] _settings;
    private PostgresFolder? _folder;
    private int _databases;

    /// <summary>A server with the default settings; <see cref="InitializeAsync"/> starts it.</summary>
    public PostgresServer()
        : this([])
    {
    }

    private PostgresServer(string[] settings) => _settings = settings;

    /// <summary>The clock that its processes go by from its next start on; null for the machine's.</summary>
    public SteppedClock? Clock { get; init; }

    /// <summary>The host to connect to.</summary>
    public static string Host => "127.0.0.1";

    /// <summary>The TCP port; the same after a restart.</summary>
    public int Port { get; private set; }

    /// <summary>The folder of its Unix socket, for connection strings that name it as the host.</summary>
    public string SocketFolder => Folder.Path;

    /// <summary>The id of its first process, while it runs.</summary>
    public int ProcessId => Folder.ReadProcessId()
        ?? throw new InvalidOperationException("The PostgreSQL server does not run.");

    /// <summary>What the server has written to its log so far.</summary>
    public string Log => File.ReadAllText(Folder.LogPath);

    /// <summary>
    /// A connection string of the superuser for the database <c>postgres</c>: for what only it may do.
    /// </summary>
    public string AdminConnectionString => ConnectionString("postgres", "postgres");

    private PostgresFolder Folder
    {
        get
        {
            Assert.SkipWhen(_programs is null, $"PostgreSQL is not installed: apt-get install {Package}");
            return _folder ?? throw new InvalidOperationException("Call InitializeAsync first.");
        }
    }

    /// <summary>
    /// Starts a server with settings of its own (<c>name=value</c>); skips the running test if PostgreSQL is missing.
    /// </summary>
    public static Task<PostgresServer> StartNewAsync(params string[] settings) => StartNewAsync(null, settings);

    /// <summary>
    /// Starts a server with a clock and settings of its own; skips the running test if PostgreSQL is missing.
    /// </summary>
    public static async Task<PostgresServer> StartNewAsync(SteppedClock? clock, params string[] settings)
    {
        var server = new PostgresServer(settings) { Clock = clock };
        Assert.SkipWhen(server._programs is null, $"PostgreSQL is not installed: apt-get install {Package}");
        await server.InitializeAsync();
        return server;
    }

    /// <summary>Creates the data and starts the server; does nothing where PostgreSQL is not installed.</summary>
    public async ValueTask InitializeAsync()
    {
        if (_programs is null)
        {
            return;
        }
        _folder = await PostgresFolder.CreateAsync(_programs);
        Port = FreePort.Take();
        await StartAsync();
        await ExecuteAsync(AdminConnectionString, $"CREATE ROLE {Role} LOGIN");
    }

    /// <summary>
    /// Creates an empty database and gives a connection string for it. The role is an ordinary one that owns the
    /// database, without any other privilege.
    /// </summary>
    public async Task<string> CreateDatabaseAsync(string prefix = "test")
    {
        _ = Folder;
        var number = Interlocked.Increment(ref _databases).ToString(CultureInfo.InvariantCulture);
        var name = $"{prefix}_{number}";
        await ExecuteAsync(AdminConnectionString, $"CREATE DATABASE \"{name}\" OWNER {Role}");
        return ConnectionString(name, Role);
    }

    /// <summary>
    /// Starts a standby that follows this server, and names itself so in <c>synchronous_standby_names</c>.
    /// </summary>
    /// <param name="name">Its name.</param>
    /// <param name="port">Where it listens; a free port by default.</param>
    public async Task<PostgresServer> StartStandbyAsync(string name, int? port = null)
    {
        var standby = new PostgresServer([$"cluster_name={name}"]);
        var slot = $"{name}_{Interlocked.Increment(ref _databases).ToString(CultureInfo.InvariantCulture)}";
        standby._folder = await PostgresFolder.FollowAsync(_programs!, Port, slot);
        standby.Port = port ?? FreePort.Take();
        await standby.StartAsync();
        return standby;
    }

    /// <summary>Makes a standby the primary. Returns when it takes writes.</summary>
    public Task PromoteAsync() => _programs!.RunAsync("pg_ctl", "promote", "-w", "-t", "60", "-D", Folder.DataPath);

    /// <summary>A connection string for a database of this server alone; of the ordinary role by default.</summary>
    public string ConnectionStringOf(string database, string role = Role) => ConnectionString(database, role);

    /// <summary>Runs a statement as the superuser, in the database <c>postgres</c>.</summary>
    public Task AdministerAsync(string sql) => ExecuteAsync(AdminConnectionString, sql);

    /// <summary>The first value that a query of the superuser gives, in the database <c>postgres</c>.</summary>
    public async Task<T> AskAsync<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(AdminConnectionString);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>
    /// A folder of the server's user on a small disk of its own, in memory; null if we may not mount one. Give it back
    /// with <see cref="UnmountAsync"/>.
    /// </summary>
    public async Task<string?> TryMountAsync(int megabytes)
    {
        if (!Tool.IsRoot) return null;
        var folder = Path.Combine(Folder.Path, $"disk{Interlocked.Increment(ref _databases)}");
        await PostgresPrograms.RunAsUserAsync("mkdir", folder);
        try
        {
            await Tool.RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=0777", "tmpfs", folder);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
        await PostgresPrograms.RunAsUserAsync("mkdir", Path.Combine(folder, "space"));
        return Path.Combine(folder, "space");
    }

    /// <summary>Removes a small disk.</summary>
    public static Task UnmountAsync(string folder) => Tool.RunAsync("umount", "-l", Path.GetDirectoryName(folder)!);

    /// <summary>Starts a stopped or crashed server again, on the same port and data. Returns when it answers.</summary>
    public async Task StartAsync()
    {
        string[] settings = [$"port={Port}", $"unix_socket_directories={Folder.Path}", .. _settings];
        var options = string.Join(' ', settings.Select(setting => $"-c {setting}"));
        try
        {
            await PostgresPrograms.RunAsUserAsync([
                .. Clock?.Preload ?? [], Path.Combine(_programs!.Folder, "pg_ctl"), "start", "-w", "-t", "60",
                "-D", Folder.DataPath, "-l", Folder.LogPath, "-o", options,
            ]);
        }
        catch (InvalidOperationException error)
        {
            throw new InvalidOperationException($"{error.Message}{Environment.NewLine}The server's log:{Log}", error);
        }
    }

    /// <summary>Stops it in order: sessions are ended, a checkpoint is written (PostgreSQL's "fast").</summary>
    public Task StopAsync() =>
        _programs!.RunAsync("pg_ctl", "stop", "-w", "-t", "60", "-m", "fast", "-D", Folder.DataPath);

    /// <summary>Stops it in order and starts it again.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>
    /// Kills all its processes at once, as when the machine's power fails: the next start recovers from the log.
    /// </summary>
    public async Task KillAsync()
    {
        var family = Family();
        foreach (var id in family)
        {
            Signals.Send(id, Signals.Kill);
        }
        foreach (var id in family)
        {
            await Signals.WaitForEndAsync(id, Limit);
        }
        // All have ended, but where nobody has collected them yet, their ids still look alive to the next start.
        Folder.RemoveLockFiles();
    }

    /// <summary>
    /// Pauses all its processes: connections stay open and nobody answers, until <see cref="Continue"/>.
    /// </summary>
    public void Pause() => Family().ForEach(id => Signals.Send(id, Signals.Stop));

    /// <summary>Lets a paused server go on.</summary>
    public void Continue() => Family().ForEach(id => Signals.Send(id, Signals.Continue));

    /// <summary>Stops the server at once and removes its data.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_folder is null)
        {
            return;
        }
        NpgsqlConnection.ClearAllPools();
        await _folder.DisposeAsync();
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        // A checkpoint on a busy machine may take its time.
        command.CommandTimeout = 300;
        await command.ExecuteNonQueryAsync();
    }

    // The first process before its children, so that none is started in between.
    private List<int> Family() => [ProcessId, .. Signals.ChildrenOf(ProcessId)];

    private string ConnectionString(string database, string user) => new NpgsqlConnectionStringBuilder
    {
        Host = Host,
        Port = Port,
        Database = database,
        Username = user,
        IncludeErrorDetail = true,
    }.ConnectionString;
}
