namespace Viaduct.Store.Sqlite.Threads;

/// <summary>Something that one of the store's own threads does: what blocks never blocks the thread pool.</summary>
internal interface IWork
{
    /// <summary>Does it. Reports what goes wrong to whoever waits, and throws nothing.</summary>
    /// <param name="thread">Which thread it is, from 0.</param>
    void Run(int thread);

    /// <summary>It will not be done.</summary>
    void Fail(Exception reason);
}
