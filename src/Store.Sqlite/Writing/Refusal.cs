using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Locks;
using Viaduct.Store.Sqlite.Native;

namespace Viaduct.Store.Sqlite.Writing;

/// <summary>Why a database cannot be opened, and what to do.</summary>
internal static class Refusal
{
    /// <summary>What a failure means, or null if it means nothing special.</summary>
    public static Exception? From(Exception failure, StoreFiles files) => failure switch
    {
        SqliteException { MeansCorrupt: true } sqlite => new StoreRefusedException(
            $"{files.Database} is damaged, or is no SQLite database ({sqlite.Message}). Keep a copy of it, then "
            + "restore a backup, or let \"sqlite3 FILE .recover\" write what is left of it into a new file.",
            sqlite),
        SqliteException { MeansNoRoom: true } sqlite => new StoreUnavailableException(
            $"There is no room on the disk of {files.Database} ({sqlite.Message}). Free some.", sqlite),
        SqliteException { MeansLocked: true } sqlite => new StoreUnavailableException(
            $"{files.Database} is locked by a program that is not Viaduct's. End it, or wait for it.", sqlite),
        SqliteException { Code: SqliteCode.CannotOpen or SqliteCode.ReadOnly } sqlite => new StoreRefusedException(
            $"{files.Database} cannot be opened for writing ({sqlite.Message}). The file, the files beside it and "
            + "their folder must belong to the user that Viaduct runs as.",
            sqlite),
        SqliteException sqlite => new StoreUnavailableException(
            $"{files.Database} cannot be opened ({sqlite.ExtendedCode}: {sqlite.Message}).", sqlite),
        UnauthorizedAccessException or IOException => new StoreRefusedException(
            $"The files beside {files.Database} cannot be used: {failure.Message} Its folder must be writable for the "
            + "user that Viaduct runs as.",
            failure),
        _ => null,
    };
}
