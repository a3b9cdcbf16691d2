using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Threads;

namespace Viaduct.Store.Sqlite.Writing;

/// <summary>A transaction that waits for the writing thread.</summary>
internal abstract class WriteRequest(Writer writer) : IWork
{
    /// <summary>From now on it cannot be given up. False if it has been.</summary>
    public abstract bool TryBegin();

    /// <summary>It is to be repeated, and can be given up until then.</summary>
    public abstract void WaitAgain();

    public void Run(int thread) => writer.Process(this);

    /// <summary>
    /// Does its work inside the transaction. Called again if the transaction has failed and may be repeated.
    /// </summary>
    public abstract void Execute(WriteTransaction transaction);

    /// <summary>It is durable, or undone as it wanted.</summary>
    public abstract void Complete();

    /// <inheritdoc/>
    public abstract void Fail(Exception reason);

    /// <summary>Nothing can be written until there is room.</summary>
    public virtual void FailWithoutRoom(string text) => Fail(new StoreUnavailableException(text));
}
