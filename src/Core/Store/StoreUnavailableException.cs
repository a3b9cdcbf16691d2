namespace Viaduct.Core.Store;

/// <summary>
/// The store cannot be reached or does not answer now. Losing the store is a pause: try again (invariant 9).
/// </summary>
public sealed class StoreUnavailableException : Exception
{
    /// <summary>Says what does not answer.</summary>
    public StoreUnavailableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
