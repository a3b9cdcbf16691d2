using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Connecting;

namespace Viaduct.Store.Postgres.Sessions;

/// <summary>
/// The connections of this process: those of its session (in tests of several), and before it has one, nameless ones.
/// Every connection carries its session's number, so that a taker finds and ends it.
/// </summary>
internal sealed class SessionLinks(
    ConnectionTarget target, Primary primary, Health health, PostgresStoreOptions options, ILogger logger)
    : IAsyncDisposable
{
    private const string Name = "viaduct";

    private readonly ConcurrentDictionary<SessionId, SessionLink> _links = new();
    private readonly Gateway _nameless = new(target, primary, health, options, Name, actsOnReads: false);
    private readonly Lookout _lookout = new(options.LookAroundEvery);
    private Gateway? _named;

    /// <summary>For what is done in nobody's name: carries the newest session's.</summary>
    public Gateway General => Volatile.Read(ref _named) ?? _nameless;

    /// <summary>The name by which the connections of a session are found.</summary>
    public static string NameOf(SessionId session) => $"{Name}-{session}";

    /// <summary>The connections of a session, opened as they are needed.</summary>
    public SessionLink Of(SessionId session) => _links.GetOrAdd(session, Create);

    /// <summary>Connections for a session that is about to start.</summary>
    public SessionLink Create(SessionId session)
    {
        var gateway = new Gateway(target, primary, health, options, NameOf(session), actsOnReads: true);
        return new SessionLink(gateway, session, options, logger);
    }

    /// <summary>The session has started: from now on everything carries its name.</summary>
    public void Add(SessionId session, SessionLink link)
    {
        _links[session] = link;
        Volatile.Write(ref _named, link.Gateway);
        if (_nameless.Nodes > 1) _lookout.Start(_nameless);
    }

    /// <summary>Closes the connections of a session that has ended.</summary>
    public async Task RemoveAsync(SessionId session)
    {
        if (!_links.TryRemove(session, out var link)) return;
        Interlocked.CompareExchange(ref _named, null, link.Gateway);
        await link.DisposeAsync();
    }

    /// <summary>See <see cref="SessionLink.LoseAsync"/>.</summary>
    public async Task LoseAsync()
    {
        foreach (var link in _links.Values) await link.LoseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _lookout.DisposeAsync();
        foreach (var session in _links.Keys) await RemoveAsync(session);
        await _nameless.DisposeAsync();
        primary.Dispose();
    }
}
