using Viaduct.Compliance;
using Viaduct.Core.Store;
using Viaduct.Support;

namespace Viaduct.Store.Sqlite.Tests.Processes;

/// <summary>A database with a configuration, this process on it, and others that a test starts.</summary>
public sealed class Group : IAsyncDisposable
{
    /// <summary>Nothing here lasts this long; what does, hangs.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TempFolder _folder = new();
    private readonly List<ProcessUnderTest> _processes = [];

    private Group()
    {
        Path = _folder.PathOf("viaduct.db");
        Store = new SqliteStore(new SqliteStoreOptions { Path = Path }, Log);
    }

    /// <summary>The database file.</summary>
    public string Path { get; }

    /// <summary>What this process's store logs.</summary>
    public LogLines Log { get; } = new();

    /// <summary>This process's store.</summary>
    public SqliteStore Store { get; }

    public static async Task<Group> CreateAsync()
    {
        var group = new Group();
        await group.Store.PrepareAsync(StoreFixture.Group, default);
        await group.Store.Configuration.ActivateAsync(Some.Configuration("send", "archive"), default);
        return group;
    }

    /// <summary>Starts a process in one of its modes.</summary>
    public static ProcessUnderTest Start(params string[] arguments) => ProcessUnderTest.Start(
        "dotnet", [System.IO.Path.Combine(AppContext.BaseDirectory, "Viaduct.Store.Sqlite.Writers.dll"), .. arguments]);

    /// <summary>Starts a server of the group and waits for a line of its.</summary>
    public async Task<ProcessUnderTest> StartAsync(string mode, string server, string line)
    {
        var process = Start(mode, Path, server);
        _processes.Add(process);
        await process.WaitForLineAsync(line, Limit);
        return process;
    }

    /// <summary>This process joins as a server.</summary>
    public async Task<StoreProcess> JoinAsync(string server)
    {
        var active = await Store.Configuration.GetActiveAsync(default);
        var session = await Store.Sessions.StartAsync(Some.Request(server), default);
        var process = new StoreProcess(Store, server, session!.Value) { Configuration = active };
        await process.AcquireAsync();
        return process;
    }

    /// <summary>The session of a server.</summary>
    public async Task<SessionId> SessionOfAsync(string server) =>
        (await Store.Sessions.ListAsync(default)).Last(one => one.Request.Server == server).Id;

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }
        await Store.DisposeAsync();
        _folder.Dispose();
    }
}
