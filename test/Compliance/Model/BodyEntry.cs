using Viaduct.Core.Store;

namespace Viaduct.Compliance.Model;

/// <summary>A body in chunks of the model.</summary>
public sealed class BodyEntry
{
    public required SessionId Owner { get; init; }

    public SortedDictionary<int, byte[]> Chunks { get; } = [];

    /// <summary>The segment whose commit published it, or null.</summary>
    public (int Lane, long Sequence)? Published { get; set; }

    /// <summary>Until when something tracked needs it.</summary>
    public DateTimeOffset TrackedUntil { get; set; }
}
