namespace Viaduct.Core.Store;

/// <summary>A change of an open item by its owner. Ends the ownership unless the new state is Active.</summary>
public sealed record OpenItemChange
{
    /// <summary>The item and the owner's epoch: the fence.</summary>
    public required OpenItemKey Key { get; init; }

    /// <summary>The new state.</summary>
    public required OpenItemState State { get; init; }

    /// <summary>How often it was tried so far.</summary>
    public required int Attempts { get; init; }

    /// <summary>After how long it is due, by the store's clock; null for at once or never.</summary>
    public TimeSpan? DueIn { get; init; }

    /// <summary>The code of the last failure, or null.</summary>
    public string? FailureCode { get; init; }

    /// <summary>The text of the last failure, or null.</summary>
    public string? FailureText { get; init; }

    /// <summary>For no subscriber: every predicate tried and why it failed. Null otherwise.</summary>
    public string? Report { get; init; }

    /// <summary>
    /// What a sender recorded before an effect, or how far a large interchange has come; null leaves what is there.
    /// </summary>
    public string? Transmit { get; init; }
}
