namespace Viaduct.Core.Store;

/// <summary>The store cannot be used as it is: wrong version, unsafe setting, another group. Says what to do.</summary>
public sealed class StoreRefusedException : Exception
{
    /// <summary>Says why, and what to do.</summary>
    public StoreRefusedException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
