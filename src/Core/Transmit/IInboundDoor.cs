using Viaduct.Core.Adapters;
using Viaduct.Core.Store;

namespace Viaduct.Core.Transmit;

/// <summary>Where what a sender returns goes into the receive half.</summary>
internal interface IInboundDoor
{
    /// <summary>Runs the item through its location's pipeline and adds what comes of it to the entry.</summary>
    ValueTask PrepareAsync(InboundItem inbound, CommitEntry entry, CancellationToken cancellationToken);
}
