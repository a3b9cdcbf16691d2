using System.Globalization;

namespace Viaduct.Store.Sqlite.Locks;

/// <summary>
/// The files of a store. All names come from the database's one true path: two names for one database would mean two
/// gates, and two writers that do not know of each other.
/// </summary>
/// <param name="Database">The path of the database without links.</param>
internal sealed record StoreFiles(string Database)
{
    public string Folder => Path.GetDirectoryName(Database)!;

    public string WriteAheadLog => Database + "-wal";

    public string Turnstile => Database + "-turnstile";

    public string Gate => Database + "-gate";

    /// <summary>Who holds it cleans up.</summary>
    public string CleanUp => Database + "-cleanup";

    /// <summary>A file per session: locked while its process lives, holding its heartbeat.</summary>
    public string Sessions => Database + "-sessions";

    public string Session(long id) => Path.Combine(Sessions, id.ToString(CultureInfo.InvariantCulture));
}
