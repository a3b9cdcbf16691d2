namespace Viaduct.Store.Postgres;

/// <summary>How a group's PostgreSQL store is reached and used.</summary>
public sealed record PostgresStoreOptions
{
    /// <summary>
    /// Where the database is: <c>postgres://user@host1,host2:5433/database?sslmode=verify-full</c>, or Npgsql's
    /// <c>Host=...;Database=...</c>. Several hosts are the nodes of one database; only the primary is ever used.
    /// </summary>
    public required string ConnectionString { get; init; }

    /// <summary>
    /// Replaces the database's clock, which dates records and schedules. Null (default): the database's.
    /// </summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>
    /// Connections of the pool that reads and everything but commits, locks and heartbeats share. Default 8; each
    /// process has at most four more.
    /// </summary>
    public int PoolConnectionsMax { get; init; } = 8;

    /// <summary>How long one attempt to connect to one host may take. Default 3 seconds.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long to wait between attempts to reach a store that is away. Default 100 ms.</summary>
    public TimeSpan RetryEvery { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// How often all nodes of the database are looked at, so that a second primary is found; twice a second while an
    /// answer does not come. Default 10 seconds.
    /// </summary>
    public TimeSpan LookAroundEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long one attempt waits for the row locks of others, before it gives way and tries again. Default 100 ms.
    /// </summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// How long clean-up waits for the table lock that emptying a generation needs: the longest that it delays readers.
    /// Default 20 ms.
    /// </summary>
    public TimeSpan EmptyLockTimeout { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// How long a commit stays unanswered before another connection looks whether its own is still alive. The commit is
    /// never cancelled. Default 5 seconds.
    /// </summary>
    public TimeSpan SilenceMax { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// After a restart or failover of the database a session whose lock is free counts as dead once its heartbeat has
    /// not moved for this long, as this process sees it. Default 3 seconds.
    /// </summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(3);
}
