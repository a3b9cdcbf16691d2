namespace Viaduct.Client;

/// <summary>A job: a change of many items, and how far it has come. It lives on the server that was asked.</summary>
public sealed record JobStatus
{
    /// <summary>Its id, which whoever started it chose.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it does, one of <see cref="ItemActions"/>.</summary>
    public required string Action { get; init; }

    /// <summary>How it is, one of <see cref="JobStates"/>.</summary>
    public required string State { get; init; }

    /// <summary>Items looked at so far.</summary>
    public required int Done { get; init; }

    /// <summary>Items changed so far.</summary>
    public required int Changed { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it failed; else null. What was changed before stays changed.</summary>
    public string? Problem { get; init; }

    /// <summary>True if more items fit than one job takes: start another.</summary>
    public bool More { get; init; }

    /// <summary>Once it has ended: the items that were changed.</summary>
    public IReadOnlyList<Guid> Ids { get; init; } = [];

    /// <summary>Once it has ended: the items that were not, with the reasons.</summary>
    public IReadOnlyList<ItemChange> Unchanged { get; init; } = [];
}
