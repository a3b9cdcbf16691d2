namespace Viaduct.Core.Store;

/// <summary>A send port or receive location of which an operator has said what it is to do.</summary>
/// <param name="Name">Its name. A send port and a receive location may have the same.</param>
/// <param name="Word">What was said.</param>
/// <param name="SaidAt">When, by the store's clock.</param>
public sealed record OperatedPort(string Name, PortWord Word, DateTimeOffset SaidAt)
{
    /// <summary>True for a receive location.</summary>
    public bool IsLocation => IsForLocation(Word);

    /// <summary>True if a word is one for receive locations.</summary>
    public static bool IsForLocation(PortWord word) => word is PortWord.Enabled or PortWord.Disabled;
}
