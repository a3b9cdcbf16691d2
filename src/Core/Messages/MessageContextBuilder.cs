using System.Runtime.InteropServices;

namespace Viaduct.Core.Messages;

/// <summary>Collects the properties of a message while it is on its way through a pipeline. Not thread-safe.</summary>
public sealed class MessageContextBuilder
{
    private readonly List<ContextProperty> _properties;

    /// <summary>An empty builder.</summary>
    public MessageContextBuilder() => _properties = new List<ContextProperty>(10);

    /// <summary>A builder that starts with the properties of <paramref name="context"/>.</summary>
    public MessageContextBuilder(MessageContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _properties = new List<ContextProperty>(context.Properties.Length + 6);
        _properties.AddRange(context.Properties);
    }

    /// <summary>
    /// Writes a property that travels along but cannot be routed on. Writing a promoted property takes its
    /// promotion away; writing a value of kind None removes the property.
    /// </summary>
    public MessageContextBuilder Write(PropertyKey key, PropertyValue value) => Set(key, value, promoted: false);

    /// <summary>Writes a property and makes it available to routing. A value of kind None removes it.</summary>
    public MessageContextBuilder Promote(PropertyKey key, PropertyValue value) => Set(key, value, promoted: true);

    /// <summary>Takes the promotion of every property away; the values stay.</summary>
    public MessageContextBuilder DemoteAll()
    {
        for (int i = 0; i < _properties.Count; i++) _properties[i] = _properties[i] with { Promoted = false };
        return this;
    }

    /// <summary>The property's value, or a value of kind None.</summary>
    public PropertyValue this[PropertyKey key]
    {
        get
        {
            int i = IndexOf(key);
            return i < 0 ? default : _properties[i].Value;
        }
    }

    /// <summary>The properties so far; valid until the next change.</summary>
    public ReadOnlySpan<ContextProperty> Properties => CollectionsMarshal.AsSpan(_properties);

    /// <summary>The immutable context; the builder may be used on.</summary>
    public MessageContext Build() => _properties.Count == 0 ? MessageContext.Empty : new([.. _properties]);

    private MessageContextBuilder Set(PropertyKey key, PropertyValue value, bool promoted)
    {
        ArgumentNullException.ThrowIfNull(key);
        int i = IndexOf(key);
        if (value.Kind == PropertyValueKind.None)
        {
            if (i >= 0) _properties.RemoveAt(i);
        }
        else if (i >= 0) _properties[i] = new ContextProperty(key, value, promoted);
        else _properties.Add(new ContextProperty(key, value, promoted));
        return this;
    }

    private int IndexOf(PropertyKey key)
    {
        for (int i = 0; i < _properties.Count; i++)
            if (ReferenceEquals(_properties[i].Key, key)) return i;
        return -1;
    }
}
