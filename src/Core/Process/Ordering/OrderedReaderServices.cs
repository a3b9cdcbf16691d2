using Viaduct.Core.Store;

namespace Viaduct.Core.Process.Ordering;

/// <summary>What ordered readers work with.</summary>
/// <param name="Store">The message box.</param>
/// <param name="Lanes">What all readers work with.</param>
/// <param name="Port">Finds the worker of a send port by number; null if the port is gone.</param>
/// <param name="AcquireAsync">Takes what is free: lanes that others have made since.</param>
internal sealed record OrderedReaderServices(
    IStore Store, LaneReaderServices Lanes, Func<int, SendPortTarget?> Port, Func<Task> AcquireAsync);
