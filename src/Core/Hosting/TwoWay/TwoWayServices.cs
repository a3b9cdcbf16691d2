using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Process;
using Viaduct.Core.Store;

namespace Viaduct.Core.Hosting.TwoWay;

/// <summary>What two-way receive locations work with.</summary>
/// <param name="Waiting">Who waits for what.</param>
/// <param name="HandedOver">What callers got.</param>
/// <param name="OpenItems">Where responses are kept.</param>
/// <param name="Backlog">Reads messages from their records.</param>
/// <param name="Pipeline">What components may use.</param>
/// <param name="Time">The clock.</param>
internal sealed record TwoWayServices(
    WaitingRequests Waiting, HandedOver HandedOver, IOpenItemStore OpenItems, BacklogSource Backlog,
    PipelineContext Pipeline, TimeProvider Time)
{
    /// <summary>The response to a request that is kept; null if there is none (yet).</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public async Task<Message?> FindKeptAsync(Guid request, CancellationToken cancellationToken) =>
        await OpenItems.GetAsync(request, cancellationToken) is { State: OpenItemState.Kept } row
            ? Backlog.Decode(row.Record)
            : null;
}
