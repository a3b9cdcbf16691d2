namespace Viaduct.Core.Store;

/// <summary>What an operator says of a host on a server, or of a server, to be kept.</summary>
/// <param name="Host">The host; null for the server as a whole.</param>
/// <param name="Server">The server.</param>
/// <param name="Word">What it is to do; null to take back what was said: the configuration holds again.</param>
/// <param name="ExpectedHash">The hash of the configuration that must be active.</param>
public sealed record InstanceOrder(string? Host, string Server, InstanceWord? Word, string ExpectedHash)
{
    /// <summary>True if it says something else than what is kept.</summary>
    public bool Changes(ActiveConfiguration active)
    {
        ArgumentNullException.ThrowIfNull(active);
        var said = active.Instances.FirstOrDefault(one => one.Host == Host && one.Server == Server);
        return said?.Word != Word;
    }

    /// <summary>For stores: refuses a word that is not one for what is named, and names that are empty.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static void Check(InstanceOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.Server.Length == 0 || order.Host?.Length == 0)
            throw new ArgumentException("A host or server has a name.", nameof(order));
        if (order.Host is null && order.Word is { } word && !OperatedInstance.IsForServer(word))
            throw new ArgumentException($"{word} is nothing that a server can do.", nameof(order));
    }
}
