using Microsoft.Extensions.Logging;
using Viaduct.Core.Cluster;
using Viaduct.Core.Store;

namespace Viaduct.Core.Hosting;

/// <summary>
/// Watches the other servers of the group: takes over from those that are dead or hang, and takes what those leave that
/// end in good order.
/// </summary>
internal sealed partial class GroupWatch(IStore store, ServerOptions options, TimeProvider time, ILogger logger)
{
    // A wait that ends sooner was not ended by a death: what is dead already is looked at when it is due.
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(5);

    private readonly ExpiryWatch _expiry = new(options.Lease, time);
    private HashSet<SessionId> _others = [];
    private long _lookedAt = time.GetTimestamp();

    /// <summary>Who is in the group, as it was seen last.</summary>
    public GroupView View { get; private set; } = GroupView.Empty;

    /// <summary>Looks once.</summary>
    /// <param name="own">The own session; null before there is one: then only the dead are taken over.</param>
    /// <param name="cancellationToken">Ends the waiting for the store.</param>
    /// <returns>How many others there are.</returns>
    public async Task<int> LookAsync(ServerSession? own, CancellationToken cancellationToken)
    {
        // What this process sees says nothing while its own heartbeats fail.
        if (own is { Lease.MayAct: false }) _expiry.Reset();
        var others = new HashSet<SessionId>();
        // Who is dead now has lived then.
        long lookedAt = _lookedAt;
        bool hasEnded = false;
        var rows = await store.Sessions.ListAsync(cancellationToken);
        _lookedAt = time.GetTimestamp();
        foreach (var other in rows)
        {
            if (other.Id == own?.Id) continue;
            if (await TakeOverAsync(other, own, cancellationToken)) hasEnded = true;
            else others.Add(other.Id);
        }

        View = View.After(rows.Where(row => row.Id == own?.Id || others.Contains(row.Id)));
        if (hasEnded || !_others.IsSubsetOf(others)) own?.Noticed(time.GetElapsedTime(lookedAt));
        own?.Use(View);
        // Not before it has succeeded: what is free must not be forgotten when the store goes away.
        if (own is not null && (hasEnded || !_others.IsSubsetOf(others))) await own.AcquireAsync(cancellationToken);
        if (own is not null) _others = others;
        return others.Count;
    }

    /// <summary>Waits for the next look: at the latest until the session that this one watches dies.</summary>
    public async Task WaitAsync(SessionId own, CancellationToken cancellationToken)
    {
        long begun = time.GetTimestamp();
        await store.Sessions.WaitForDeathAsync(
            Before(own, _others), options.WatchInterval, cancellationToken);
        if (time.GetElapsedTime(begun) < AtOnce) await Task.Delay(options.WatchInterval, time, cancellationToken);
    }

    /// <summary>
    /// The session that another one watches: the one before it, the last one for the first (rule 105). So that one that
    /// dies is watched by one that lives, however many die at once.
    /// </summary>
    internal static SessionId Before(SessionId own, IReadOnlyCollection<SessionId> others)
    {
        var before = others.Where(other => other.Value < own.Value).ToList();
        return (before.Count > 0 ? before : others).DefaultIfEmpty().MaxBy(other => other.Value);
    }

    private async Task<bool> TakeOverAsync(SessionRow other, ServerSession? own, CancellationToken cancellationToken)
    {
        string server = other.Request.Server;
        if (!other.LockHeld)
        {
            if (!await store.Sessions.TakeOverAsync(other.Id, cancellationToken)) return false;
            LogTakenOver(logger, server, other.Id.Value);
        }
        else
        {
            if (own is null || !_expiry.IsExpired(other.Id, other.Heartbeat, own.Lease.Age)) return false;
            if (!await store.Sessions.ExpireAsync(other.Id, other.Heartbeat, cancellationToken)) return false;
            LogExpired(logger, server, other.Id.Value, options.Lease);
        }

        _expiry.Forget(other.Id);
        options.Figures.TakeOvers.Add("");
        return true;
    }

    [LoggerMessage(2003, LogLevel.Warning, "Took over from server {Server}, whose session {Session} is dead.")]
    private static partial void LogTakenOver(ILogger logger, string server, long session);

    [LoggerMessage(
        2005, LogLevel.Warning,
        "Took over from server {Server}, whose session {Session} has shown no sign of life for {Lease}: it hangs, or "
        + "cannot reach the store.")]
    private static partial void LogExpired(ILogger logger, string server, long session, TimeSpan lease);
}
