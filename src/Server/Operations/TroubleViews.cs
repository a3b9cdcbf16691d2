using Viaduct.Client;
using Viaduct.Core.Store;

namespace Viaduct.Server.Operations;

/// <summary>What servers say of receive locations and send ports that do not work there, by endpoint.</summary>
/// <param name="sessions">The sessions of the group; what dead ones said is over.</param>
internal sealed class TroubleViews(IReadOnlyList<SessionRow> sessions)
{
    private readonly ILookup<string, TroubleStatus> _locations = Of(sessions, isLocation: true);
    private readonly ILookup<string, TroubleStatus> _ports = Of(sessions, isLocation: false);

    /// <summary>Those of a receive location.</summary>
    public IReadOnlyList<TroubleStatus> OfLocation(string name) => [.. _locations[name]];

    /// <summary>Those of a send port.</summary>
    public IReadOnlyList<TroubleStatus> OfPort(string name) => [.. _ports[name]];

    private static ILookup<string, TroubleStatus> Of(IReadOnlyList<SessionRow> sessions, bool isLocation) => sessions
        .Where(session => session.LockHeld)
        .OrderBy(session => session.Request.Server, StringComparer.Ordinal)
        .SelectMany(session => session.Troubles, (session, trouble) => (session.Request.Server, Trouble: trouble))
        .Where(one => one.Trouble.IsLocation == isLocation)
        .ToLookup(
            one => one.Trouble.Endpoint, one => new TroubleStatus(one.Server, one.Trouble.Text),
            StringComparer.Ordinal);
}
