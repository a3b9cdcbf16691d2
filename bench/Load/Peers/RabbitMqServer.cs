using Viaduct.Support;

namespace Viaduct.Load.Peers;

/// <summary>A RabbitMQ broker of its own: temporary folder, free ports, a node name and a cookie of its own.</summary>
internal sealed class RabbitMqServer : IAsyncDisposable
{
    private const string Package = "rabbitmq-server";
    private const string Installed = "/usr/lib/rabbitmq/lib";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly ServerFolder _folder;
    private readonly ProcessUnderTest _process;

    private RabbitMqServer(ServerFolder folder, ProcessUnderTest process, int port)
    {
        _folder = folder;
        _process = process;
        Port = port;
    }

    /// <summary>The AMQP port on loopback.</summary>
    public int Port { get; }

    /// <summary>The broker's process id.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Starts a broker. Returns when it takes connections.</summary>
    /// <exception cref="InvalidOperationException">RabbitMQ is not installed.</exception>
    public static async Task<RabbitMqServer> StartAsync()
    {
        // Not the program on PATH: that one changes to a user and to folders of the system's own broker.
        var folders = Directory.Exists(Installed)
            ? Directory.GetDirectories(Installed, "rabbitmq_server-*").Select(version => version + "/sbin")
            : [];
        var program = Tool.Find("rabbitmq-server", folders)
            ?? throw new InvalidOperationException($"RabbitMQ is not installed: apt-get install {Package}");
        var port = FreePort.Take();
        var names = FreePort.Take();
        var path = Directory.CreateTempSubdirectory("viaduct-rabbitmq-").FullName;
        var folder = new ServerFolder(path, "pid", "TERM", $"ERL_EPMD_PORT={names} epmd -kill >/dev/null 2>&1");
        var process = ProcessUnderTest.Start(program, [], path, Settings(path, port, names));
        await process.WaitForLineAsync("completed with", StartLimit);
        return new RabbitMqServer(folder, process, port);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _folder.DisposeAsync();
        await _process.DisposeAsync();
    }

    private static Dictionary<string, string?> Settings(string path, int port, int names) => new()
    {
        ["HOME"] = path,
        ["RABBITMQ_NODENAME"] = $"viaduct{port}@localhost",
        ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODE_PORT"] = $"{port}",
        ["RABBITMQ_DIST_PORT"] = $"{FreePort.Take()}",
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["ERL_EPMD_PORT"] = $"{names}",
        ["RABBITMQ_MNESIA_BASE"] = Path.Combine(path, "mnesia"),
        ["RABBITMQ_LOG_BASE"] = Path.Combine(path, "log"),
        ["RABBITMQ_PID_FILE"] = Path.Combine(path, "pid"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(path, "plugins"),
        ["RABBITMQ_CONFIG_FILE"] = Path.Combine(path, "rabbitmq"),
        ["RABBITMQ_ADVANCED_CONFIG_FILE"] = Path.Combine(path, "advanced.config"),
        ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(path, "none.conf"),
        ["RABBITMQ_GENERATED_CONFIG_DIR"] = Path.Combine(path, "generated"),
    };
}
