namespace Viaduct.Core.Store;

/// <summary>What an operator says of a send port or receive location, to be kept.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsLocation">True for a receive location.</param>
/// <param name="Word">What it is to do; null to take back what was said: the configuration holds again.</param>
/// <param name="ExpectedHash">The hash of the configuration that must be active.</param>
public sealed record PortOrder(string Name, bool IsLocation, PortWord? Word, string ExpectedHash)
{
    /// <summary>True if it says something else than what is kept.</summary>
    public bool Changes(ActiveConfiguration active)
    {
        ArgumentNullException.ThrowIfNull(active);
        var said = active.Operated.FirstOrDefault(port => port.Name == Name && port.IsLocation == IsLocation);
        return said?.Word != Word;
    }

    /// <summary>For stores: refuses a word that is not one for what is named.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static void Check(PortOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.Word is { } word && OperatedPort.IsForLocation(word) != order.IsLocation)
            throw new ArgumentException($"{word} is nothing that '{order.Name}' can do.", nameof(order));
    }
}
