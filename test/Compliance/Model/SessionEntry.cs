using Viaduct.Core.Store;

namespace Viaduct.Compliance.Model;

/// <summary>A session of the model: a process in the store, until it ends or is taken over.</summary>
public sealed class SessionEntry
{
    public required SessionId Id { get; init; }

    public required SessionRequest Request { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public long Heartbeat { get; set; }

    /// <summary>What it said of itself last, and by how much its clock was ahead then.</summary>
    public (SessionReport Report, TimeSpan Offset)? Said { get; set; }

    /// <summary>False from the death of its process on.</summary>
    public bool LockHeld { get; set; } = true;
}
