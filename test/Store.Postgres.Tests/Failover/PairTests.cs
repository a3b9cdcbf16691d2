using Npgsql;
using Viaduct.Core.Store;
using Viaduct.Support;

namespace Viaduct.Store.Postgres.Tests.Failover;

/// <summary>Tests with a primary and a synchronous standby of their own.</summary>
public abstract class PairTests : IAsyncLifetime
{
    private PostgresPair? _pair;

    /// <summary>The two servers.</summary>
    protected PostgresPair Pair => _pair!;

    /// <summary>A connection string that names both.</summary>
    protected string Database { get; private set; } = "";

    /// <summary>A connection string of the second alone.</summary>
    protected string OnSecond => Pair.Second.ConnectionStringOf(new NpgsqlConnectionStringBuilder(Database).Database!);

    /// <summary>A connection string of the first alone.</summary>
    protected string OnFirst => Pair.First.ConnectionStringOf(new NpgsqlConnectionStringBuilder(Database).Database!);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _pair = await PostgresPair.StartAsync();
        Database = await Pair.CreateDatabaseAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_pair is not null) await _pair.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Commits a message.</summary>
    private protected static Task CommitAsync(Member member, string text) =>
        member.Process.MustCommitAsync(member.Process.Commit().Message(text, member.Reader));

    /// <summary>How often a commit is in the log of one server.</summary>
    private protected static Task<long> CountAsync(string database, CommitBatch batch) =>
        TestDatabases.ScalarAsync<long>(
            database, $"SELECT count(*) FROM segment WHERE commit_id = '{batch.CommitId}'");

    /// <summary>Waits until a member holds its lock at a server.</summary>
    private protected static Task LockIsHeldAsync(string database, Member member) => Eventually.IsTrueAsync(
        async () => await TestDatabases.ScalarAsync<long>(
            database,
            $"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = {member.Process.Session}") == 1,
        "the lock taken again");

    /// <summary>All are seen alive by all, and nobody can be taken over.</summary>
    private protected static async Task NobodyIsTakenOverAsync(params Member[] all)
    {
        foreach (var one in all)
        {
            Assert.All(await one.Store.Sessions.ListAsync(default), row => Assert.True(row.LockHeld));
            foreach (var other in all)
            {
                Assert.False(await one.Store.Sessions.TakeOverAsync(other.Process.Session, default));
            }
        }
    }
}
