using Viaduct.Core.Process;

namespace Viaduct.Core.Hosting;

/// <summary>
/// Stands where readers find a send port while one version of it follows another: what was routed before the cut goes
/// to the old one.
/// </summary>
/// <param name="before">The old version.</param>
/// <param name="after">The new one.</param>
/// <param name="cut">What divides them.</param>
internal sealed class Succession(ISendPortWorker before, ISendPortWorker after, PortCut cut) : ISendPortWorker
{
    private volatile ISendPortWorker? _before = before;

    /// <inheritdoc/>
    public void Enqueue(WorkItem item)
    {
        if (_before is { } old && cut.IsBefore(item)) old.Enqueue(item);
        else after.Enqueue(item);
    }

    /// <summary>The old version has done its part; nothing here holds it any more.</summary>
    public void Close() => _before = null;
}
