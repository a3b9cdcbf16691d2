using Viaduct.Core.Process;
using Viaduct.Core.Trials;

namespace Viaduct.Core.Hosting;

/// <summary>
/// Stands where readers find a send port while a version of it is tried: what belongs to the candidate goes to its
/// worker, what was routed before the trial began does not.
/// </summary>
/// <param name="before">The worker of the base.</param>
/// <param name="candidate">The worker of the candidate.</param>
/// <param name="share">Tells the versions apart.</param>
/// <param name="cut">Where the trial began.</param>
internal sealed class TrialDoor(
    ISendPortWorker before, ISendPortWorker candidate, TrialShare share, PortCut cut) : ISendPortWorker
{
    /// <inheritdoc/>
    public void Enqueue(WorkItem item)
    {
        if (!cut.IsBefore(item) && share.Takes(item.Original.InterchangeId)) candidate.Enqueue(item);
        else before.Enqueue(item);
    }
}
