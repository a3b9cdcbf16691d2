using Microsoft.Extensions.Logging;
using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Connecting;
using Viaduct.Store.Postgres.Writing;

namespace Viaduct.Store.Postgres.Sessions;

/// <summary>All connections of a session: its lock, its writer, its heartbeat, and a pool for its calls.</summary>
internal sealed class SessionLink : IAsyncDisposable
{
    public SessionLink(Gateway gateway, SessionId session, PostgresStoreOptions options, ILogger logger)
    {
        Gateway = gateway;
        Writer = new CommitWriter(gateway, options, logger);
        Heartbeat = new HeartbeatConnection(gateway, session, options, logger);
    }

    public Gateway Gateway { get; }

    public CommitWriter Writer { get; }

    public HeartbeatConnection Heartbeat { get; }

    /// <summary>Null for a session of another process, or one that has no lock yet.</summary>
    public SessionLock? Lock { get; set; }

    /// <summary>
    /// What the others see when the process dies: the lock is free, and is never taken again. The rest connects anew
    /// when it is used, as in a process that was believed dead.
    /// </summary>
    public async Task LoseAsync()
    {
        await Writer.DisposeAsync();
        await Heartbeat.DisposeAsync();
        if (Lock is not null) await Lock.DisposeAsync();
        Lock = null;
    }

    /// <summary>
    /// Lets everything go as the end of the process would; the lock last, so that whoever finds it free finds no
    /// connection of ours at work.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        await Heartbeat.DisposeAsync();
        if (Lock is not null) await Lock.DisposeAsync();
        await Gateway.DisposeAsync();
    }
}
