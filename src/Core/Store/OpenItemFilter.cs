namespace Viaduct.Core.Store;

/// <summary>Which open items to list; null means any.</summary>
public sealed record OpenItemFilter
{
    /// <summary>Only in one of these states.</summary>
    public IReadOnlyList<OpenItemState>? States { get; init; }

    /// <summary>Only of this send port or receive location.</summary>
    public string? Port { get; init; }

    /// <summary>Only with this failure code.</summary>
    public string? FailureCode { get; init; }

    /// <summary>Only of this message.</summary>
    public Guid? MessageId { get; init; }

    /// <summary>Only after this item, in the order of ids, which is the order of creation.</summary>
    public Guid? After { get; init; }
}
