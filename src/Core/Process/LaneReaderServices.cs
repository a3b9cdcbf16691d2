using Microsoft.Extensions.Logging;
using Viaduct.Core.Store;

namespace Viaduct.Core.Process;

/// <summary>What readers in lanes work with.</summary>
/// <param name="Unit">The writer.</param>
/// <param name="Backlog">Reads from the store.</param>
/// <param name="GonePort">Takes work for ports that are no longer there.</param>
/// <param name="Poisoned">Takes items that ended their process again and again.</param>
/// <param name="Suspects">The turn of items that may have ended their process.</param>
/// <param name="WaitForStoreAsync">Waits a moment, for the store to come back.</param>
/// <param name="Logger">The log.</param>
internal sealed record LaneReaderServices(
    CommitUnit Unit, BacklogSource Backlog, ISendPortWorker GonePort, ISendPortWorker Poisoned,
    LoneTurn Suspects, Func<Task> WaitForStoreAsync, ILogger Logger);
