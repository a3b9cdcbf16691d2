namespace Viaduct.Core.Model;

/// <summary>A map of a port, with what its configuration says beside the file.</summary>
/// <param name="File">The stylesheet or assembly, relative to the application's folder.</param>
public sealed record MapModel(string File)
{
    /// <summary>The full name of the class, for a map in an assembly; null: the only one there.</summary>
    public string? Type { get; init; }

    /// <summary>The message type that the map takes; null: what the map itself says.</summary>
    public string? From { get; init; }

    /// <summary>The message type of the result; null: what the root of the result says.</summary>
    public string? To { get; init; }

    /// <summary>The schema, or folder of schemas, that declares the result; null: none is asked.</summary>
    public string? Schema { get; init; }

    /// <summary>True to run it in a process of its own, which is ended when it exceeds a limit.</summary>
    public bool Isolate { get; init; }

    /// <summary>How long one message may take. Default 30 seconds.</summary>
    public TimeSpan TimeMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The memory of the process of an isolated map in bytes. Default 512 MB.</summary>
    public long MemoryBytes { get; init; } = 512L << 20;

    /// <summary>The largest document that the map takes, in bytes, since it is held in memory. Default 32 MB.</summary>
    public int InputBytes { get; init; } = 32 << 20;

    /// <summary>A digest of the files that it was made of when it was checked; empty if there are none.</summary>
    public string FilesDigest { get; init; } = "";
}
