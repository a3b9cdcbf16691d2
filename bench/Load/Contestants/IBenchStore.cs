using Viaduct.Core.Store;

namespace Viaduct.Load.Contestants;

/// <summary>A place for a store that starts empty with every run.</summary>
internal interface IBenchStore : IAsyncDisposable
{
    /// <summary>The first process of the database server; null if there is none.</summary>
    int? ServerProcessId { get; }

    /// <summary>Opens an empty store.</summary>
    Task<IStore> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Bytes written to the store's log since the start; null if it cannot be told.</summary>
    Task<long?> ReadWalBytesAsync(CancellationToken cancellationToken);

    /// <summary>Removes what the run has left.</summary>
    Task CloseAsync();
}
