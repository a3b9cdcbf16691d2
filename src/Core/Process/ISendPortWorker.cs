namespace Viaduct.Core.Process;

/// <summary>Where readers hand work items of one send port.</summary>
internal interface ISendPortWorker
{
    /// <summary>Takes a work item; it is settled exactly once, through <see cref="WorkItem.Origin"/>.</summary>
    void Enqueue(WorkItem item);
}
