namespace Viaduct.Store.Sqlite.Writing;

/// <summary>Removes bodies a little at a time.</summary>
internal static class BodyChunks
{
    // Freeing 4 MB takes about 2 ms.
    private const int ChunksPerSlice = 4;

    /// <summary>Deletes some chunks of a body, the last ones first; false if there were none left.</summary>
    public static bool DeleteSome(WriteTransaction transaction, Guid bodyId) =>
        transaction.Get(Sql.CleanBodyChunks).Bind(1, bodyId).Bind(2, ChunksPerSlice).Run() > 0;
}
