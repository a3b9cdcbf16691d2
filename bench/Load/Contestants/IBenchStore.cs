using Viaduct.Core.Store;
using Viaduct.Support;

namespace Viaduct.Load.Contestants;

/// <summary>A place for a store that starts empty with every run.</summary>
internal interface IBenchStore : IAsyncDisposable
{
    /// <summary>The first process of the database server; null if there is none.</summary>
    int? ServerProcessId { get; }

    /// <summary>The address of an empty store, for another program that is given a folder.</summary>
    Task<string> CreateAsync(TempFolder folder);

    /// <summary>Opens an empty store.</summary>
    Task<IStore> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Bytes written to the store's log since the start; null if it cannot be told.</summary>
    Task<long?> ReadWalBytesAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Opens a transaction that sees the store as it is now, as a long report does, until it is disposed of.
    /// </summary>
    Task<IAsyncDisposable> HoldSnapshotAsync(CancellationToken cancellationToken);

    /// <summary>How large the store's tables and files are, by name.</summary>
    Task<IReadOnlyDictionary<string, TableSize>> MeasureTablesAsync(CancellationToken cancellationToken);

    /// <summary>Removes what the run has left.</summary>
    Task CloseAsync();
}
