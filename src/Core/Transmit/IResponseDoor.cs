using Viaduct.Core.Adapters;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Process;
using Viaduct.Core.Store;

namespace Viaduct.Core.Transmit;

/// <summary>Where the responses of a two-way send port go into the receive half.</summary>
internal interface IResponseDoor
{
    /// <summary>
    /// Runs a response through the port's receive pipeline and adds what comes of it to the entry, addressed to whoever
    /// waits for it.
    /// </summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    ValueTask PrepareAsync(
        WorkItem item, SourceItem response, CommitEntry entry, CancellationToken cancellationToken);

    /// <summary>Tells whoever waits that there will be no response.</summary>
    void Refuse(WorkItem item, Failure failure, CommitEntry entry);
}
