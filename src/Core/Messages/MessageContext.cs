namespace Viaduct.Core.Messages;

/// <summary>
/// The properties of a message: immutable, in the order in which they were set. A context has a few dozen entries at
/// most, so a linear search over interned keys beats any dictionary.
/// </summary>
public sealed class MessageContext
{
    /// <summary>A context without properties.</summary>
    public static readonly MessageContext Empty = new([]);

    private readonly ContextProperty[] _properties;

    internal MessageContext(ContextProperty[] properties) => _properties = properties;

    /// <summary>All properties, written and promoted.</summary>
    public ReadOnlySpan<ContextProperty> Properties => _properties;

    /// <summary>Finds a property.</summary>
    /// <returns>False if the context does not have it; then <paramref name="value"/> is of kind None.</returns>
    public bool TryGet(PropertyKey key, out PropertyValue value, out bool promoted)
    {
        foreach (ref readonly var p in _properties.AsSpan())
        {
            if (!ReferenceEquals(p.Key, key)) continue;
            (value, promoted) = (p.Value, p.Promoted);
            return true;
        }

        (value, promoted) = (default, false);
        return false;
    }

    /// <summary>The text form of a property, or null if the context does not have it.</summary>
    public string? Text(PropertyKey key) => TryGet(key, out var value, out _) ? value.ToString() : null;

    /// <summary>A builder that starts with these properties.</summary>
    public MessageContextBuilder ToBuilder() => new(this);
}
