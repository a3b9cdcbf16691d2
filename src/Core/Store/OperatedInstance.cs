namespace Viaduct.Core.Store;

/// <summary>A host on a server, or a server, of which an operator has said what it is to do.</summary>
/// <param name="Host">The host; null for the server as a whole.</param>
/// <param name="Server">The server.</param>
/// <param name="Word">What was said.</param>
/// <param name="SaidAt">When, by the store's clock.</param>
public sealed record OperatedInstance(string? Host, string Server, InstanceWord Word, DateTimeOffset SaidAt)
{
    /// <summary>True if a word is one for servers.</summary>
    public static bool IsForServer(InstanceWord word) => word is InstanceWord.Paused or InstanceWord.Draining;
}
