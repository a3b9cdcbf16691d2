using System.Collections.Concurrent;

namespace Viaduct.Core.Messages;

/// <summary>
/// The name of a context property: a namespace and a local name. Keys are interned, so two keys with the same
/// namespace and name are the same object and comparing them is one pointer comparison.
/// </summary>
public sealed class PropertyKey
{
    // Keys come from configuration and code, never from message content, so the table cannot grow without bound.
    private static readonly ConcurrentDictionary<(string Namespace, string Name), PropertyKey> Known = new();

    private PropertyKey(string ns, string name)
    {
        Namespace = ns;
        Name = name;
    }

    /// <summary>
    /// The namespace URI, for example <c>http://schemas.microsoft.com/BizTalk/2003/system-properties</c>.
    /// </summary>
    public string Namespace { get; }

    /// <summary>The local name, for example <c>MessageType</c>.</summary>
    public string Name { get; }

    /// <summary>Its number in <see cref="KnownKeys"/>; 0 if it has none.</summary>
    internal byte Number { get; set; }

    /// <summary>The one key of this namespace and name; compared ordinally and by case.</summary>
    /// <param name="ns">The namespace URI; may be empty.</param>
    /// <param name="name">The local name; not empty.</param>
    public static PropertyKey Get(string ns, string name)
    {
        ArgumentNullException.ThrowIfNull(ns);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Known.GetOrAdd((ns, name), static k => new PropertyKey(k.Namespace, k.Name));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Namespace}#{Name}";
}
