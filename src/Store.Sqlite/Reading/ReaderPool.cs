using Viaduct.Store.Sqlite.Locks;
using Viaduct.Store.Sqlite.Native;
using Viaduct.Store.Sqlite.Threads;

namespace Viaduct.Store.Sqlite.Reading;

/// <summary>A few threads that read, each with a connection of its own. Readers never wait for writers.</summary>
internal sealed class ReaderPool : IDisposable
{
    private readonly WorkThreads _threads;
    private readonly Availability _availability;
    private readonly ReadConnection?[] _connections;
    private volatile StoreFiles? _files;

    public ReaderPool(int count, Availability availability)
    {
        _availability = availability;
        _connections = new ReadConnection?[count];
        _threads = new WorkThreads("reader", count);
    }

    /// <summary>From now on it reads this database.</summary>
    public void Open(StoreFiles files) => _files = files;

    /// <summary>Reads in one short transaction of its own.</summary>
    public Task<T> RunAsync<T>(Func<Connection, T> read, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }
        var files = _files;
        if (files is null)
        {
            return Task.FromException<T>(
                new InvalidOperationException("The store has not been prepared: call PrepareAsync first."));
        }
        var work = new CallWork<T>(thread =>
        {
            var connection = _connections[thread] ??= new ReadConnection(files, _availability);
            return connection.Read(read);
        });
        _threads.Post(work);
        return cancellationToken.CanBeCanceled ? work.Task.WaitAsync(cancellationToken) : work.Task;
    }

    public void Dispose()
    {
        if (_threads.End())
        {
            foreach (var connection in _connections)
            {
                connection?.Dispose();
            }
        }
    }
}
