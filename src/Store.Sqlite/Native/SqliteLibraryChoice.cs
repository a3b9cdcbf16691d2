namespace Viaduct.Store.Sqlite.Native;

/// <summary>Which SQLite to use.</summary>
internal enum SqliteLibraryChoice
{
    /// <summary>The system's on Linux if it is new enough (it gets security updates), else the bundled one.</summary>
    Automatic,

    /// <summary>The system's, or none.</summary>
    System,

    /// <summary>The one that comes with Viaduct.</summary>
    Bundled,
}
