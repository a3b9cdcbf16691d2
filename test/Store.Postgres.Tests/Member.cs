using Microsoft.Extensions.Logging;
using Npgsql;
using Viaduct.Compliance;
using Viaduct.Core.Store;
using Viaduct.Support;

namespace Viaduct.Store.Postgres.Tests;

/// <summary>
/// A process of the group in a test of PostgreSQL's own ways: with a configuration of one host, a session, and all that
/// is free.
/// </summary>
internal sealed class Member : IAsyncDisposable
{
    public const string Host = "send";

    private Member(PostgresStore store, StoreProcess process, string database)
    {
        Store = store;
        Process = process;
        Database = database;
    }

    public PostgresStore Store { get; }

    public StoreProcess Process { get; }

    /// <summary>A connection string that leads to the database without a detour.</summary>
    public string Database { get; }

    /// <summary>The name that its connections carry.</summary>
    public string ApplicationName => $"viaduct-{Process.Session}";

    public int Lane => Process.Lane;

    public int Reader => Process.Reader(Host);

    /// <summary>Joins over a database, by way of a proxy if there is one.</summary>
    public static async Task<Member> JoinAsync(
        string database, string server = "a", TcpProxy? proxy = null,
        Func<PostgresStoreOptions, PostgresStoreOptions>? with = null, ILogger? log = null)
    {
        var text = new NpgsqlConnectionStringBuilder(database);
        if (proxy is not null) text.Port = proxy.Port;
        var options = new PostgresStoreOptions { ConnectionString = text.ConnectionString };
        var store = new PostgresStore(with?.Invoke(options) ?? options, log);
        await store.PrepareAsync(StoreFixture.Group, CancellationToken.None);
        var active = await store.Configuration.GetActiveAsync(CancellationToken.None)
            ?? await store.Configuration.ActivateAsync(Some.Configuration([Host]), CancellationToken.None);
        var session = await store.Sessions.StartAsync(Some.Request(server), CancellationToken.None);
        Assert.NotNull(session);
        var process = new StoreProcess(store, server, session.Value) { Configuration = active };
        await process.AcquireAsync();
        return new Member(store, process, database);
    }

    /// <summary>A batch with one message for the host.</summary>
    public CommitBatch Message(string text) => Process.Commit().Message(text, Reader).Build();

    /// <summary>Commits in the background.</summary>
    public Task<CommitResult> Commit(CommitBatch batch) =>
        Task.Run(() => Store.Log.CommitAsync(batch, CancellationToken.None));

    /// <summary>How often a commit is in the log, whoever wrote it.</summary>
    public Task<long> CountAsync(CommitBatch batch) => TestDatabases.ScalarAsync<long>(
        Database, $"SELECT count(*) FROM segment WHERE commit_id = '{batch.CommitId}'");

    /// <summary>Waits until one of its connections is in a state, as the database sees it.</summary>
    public Task WaitForBackendAsync(string condition) => Eventually.IsTrueAsync(
        async () => await TestDatabases.ScalarAsync<long>(
            Database,
            $"SELECT count(*) FROM pg_stat_activity WHERE application_name = '{ApplicationName}' AND {condition}") > 0,
        $"a connection of {ApplicationName} with {condition}");

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
