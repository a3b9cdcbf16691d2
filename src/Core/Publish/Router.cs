using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Route;
using Viaduct.Core.Store;

namespace Viaduct.Core.Publish;

/// <summary>
/// Routes publications from a snapshot (rule 50). What nobody wants becomes a suspended open item with a report of
/// every predicate tried; it keeps the message, and resuming routes it again.
/// </summary>
/// <param name="reload">Loads the active routes and calls <see cref="Use"/>.</param>
/// <param name="time">Gives ids their time.</param>
internal sealed class Router(Func<CancellationToken, Task> reload, TimeProvider time) : IRouteResolver
{
    private volatile RouteTable _table = RouteTable.Empty;

    /// <inheritdoc/>
    public long Version => _table.Version;

    /// <summary>Routes with this snapshot from now on.</summary>
    public void Use(RouteTable table) => _table = table;

    /// <inheritdoc/>
    public long Resolve(CommitEntry entry)
    {
        var table = _table;
        entry.Unrouted = null;
        foreach (var publication in entry.Publications!)
        {
            var routes = table.Of(publication.Message.InterchangeId);
            publication.Routes = Route(routes, publication.Message.Context);
            if (publication.Routes.Length > 0) continue;
            (entry.Unrouted ??= []).Add(Unrouted(publication, routes));
        }

        return table.Version;
    }

    /// <inheritdoc/>
    public async Task EnsureAsync(long version, CancellationToken cancellationToken)
    {
        while (_table.Version < version) await reload(cancellationToken);
    }

    // A response is addressed: subscriptions of this process may be older than the request (rule 56).
    private static PortRoute[] Route(RouteTable table, MessageContext context) =>
        CorrelationToken.AddressOf(context) is { } waiting
            ? [new PortRoute(waiting.Reader, PortRoute.Waiting, "")]
            : table.Route(context);

    private OpenItemRow Unrouted(Publication publication, RouteTable table)
    {
        var message = publication.Message;
        return new OpenItemRow
        {
            Id = Ids.Create(time.GetUtcNow()),
            Kind = OpenItemKind.Publish,
            State = OpenItems.SuspendedStateOf(message.Context),
            Reader = 0,
            Port = publication.Location,
            MessageId = message.Id,
            InterchangeId = message.InterchangeId,
            MessageType = publication.MessageType,
            FailureCode = FailureCodes.NoSubscriber,
            FailureText = "No subscription matched the message. Look at the report, change or start a send port, "
                + "and resume the message.",
            Report = NoSubscriberReport.Write(message.Context, table.Index.Subscriptions),
            Record = publication.Record.ToArray(),
            BodyIds = StoredBodies.Of(message),
        };
    }
}
