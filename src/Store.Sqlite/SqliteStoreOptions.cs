namespace Viaduct.Store.Sqlite;

/// <summary>What a SQLite store needs to know.</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>The scheme of a connection string: <c>sqlite:path/to.db</c>.</summary>
    public const string Scheme = "sqlite:";

    private const int ReadConnectionsMax = 64;

    /// <summary>The database file; made if it is not there. Its folder must be there and be writable.</summary>
    public required string Path { get; init; }

    /// <summary>
    /// The store's clock: it dates records and schedules, and decides nothing else. Default: the system's.
    /// </summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// The write-ahead log is copied into the database, between two commits, when it has grown by this many bytes.
    /// Default 16 MB.
    /// </summary>
    public long CheckpointBytes { get; init; } = 16L << 20;

    /// <summary>
    /// Above this many bytes of write-ahead log, commits wait for readers in the way to end, for milliseconds, so
    /// that it starts anew. Default 64 MB.
    /// </summary>
    public long WriteAheadLogBytesMax { get; init; } = 64L << 20;

    /// <summary>Connections for reading, each with a thread of its own, 1 to 64. Default 3.</summary>
    public int ReadConnections { get; init; } = 3;

    /// <summary>Pages that the writing connection keeps in memory, in bytes. Default 32 MB.</summary>
    public long CacheBytes { get; init; } = 32L << 20;

    /// <summary>
    /// How often the changes of other processes are looked for while somebody waits for one. Default 100 ms.
    /// </summary>
    public TimeSpan HintInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Without an answer for this long, the store counts as not available. Default 2 s.</summary>
    public TimeSpan UnavailableAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>What is wrong with these options, or null.</summary>
    internal string? Problem =>
        Path.Length == 0 ? "The path of the database is empty."
        : ReadConnections is < 1 or > ReadConnectionsMax
            ? $"ReadConnections is {ReadConnections}: it must be from 1 to {ReadConnectionsMax}."
        : CheckpointBytes < 1 || WriteAheadLogBytesMax < CheckpointBytes
            ? $"CheckpointBytes is {CheckpointBytes} and WriteAheadLogBytesMax {WriteAheadLogBytesMax}: both must be "
                + "positive, and the second not less than the first."
        : CacheBytes < 0 ? $"CacheBytes is {CacheBytes}: it must not be negative."
        : HintInterval <= TimeSpan.Zero ? $"HintInterval is {HintInterval}: it must be positive."
        : null;

    /// <summary>Options from a connection string.</summary>
    /// <exception cref="FormatException">It is not of the form <c>sqlite:path/to.db</c>.</exception>
    public static SqliteStoreOptions Parse(string connectionString)
    {
        if (!connectionString.StartsWith(Scheme, StringComparison.Ordinal))
        {
            throw new FormatException($"\"{connectionString}\" is no SQLite store: it must start with \"{Scheme}\".");
        }
        var path = connectionString[Scheme.Length..];
        if (path.Length == 0 || path.StartsWith("//", StringComparison.Ordinal) || path.Contains('\0'))
        {
            throw new FormatException(
                $"\"{connectionString}\" names no file. Write \"{Scheme}\" and a path, relative or absolute, such as "
                + $"\"{Scheme}data/viaduct.db\"; no host, no \"//\".");
        }
        return new SqliteStoreOptions { Path = path };
    }
}
