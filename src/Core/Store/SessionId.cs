namespace Viaduct.Core.Store;

/// <summary>
/// A process in the store; rises with every start, never reused. Fences name (session, epoch), never one alone.
/// </summary>
/// <param name="Value">The number; 0 means nobody.</param>
public readonly record struct SessionId(long Value)
{
    /// <summary>Nobody: what is free.</summary>
    public static readonly SessionId None;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
