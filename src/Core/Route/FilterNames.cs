using System.Collections.Frozen;
using Viaduct.Core.Messages;

namespace Viaduct.Core.Route;

/// <summary>
/// The properties that a filter may name: <c>PREFIX.Name</c> for those of a prefix, and the three aliases
/// <c>receivePort</c>, <c>sendPort</c> and <c>messageType</c>. Immutable.
/// </summary>
public sealed class FilterNames
{
    /// <summary>The system properties under <c>BTS.</c> and their aliases, and nothing else.</summary>
    public static readonly FilterNames System = CreateSystem();

    private readonly FrozenDictionary<string, FilterProperty> _properties;
    private readonly FrozenDictionary<string, string> _unroutable;
    private readonly FrozenSet<string> _prefixes;

    private FilterNames(IEnumerable<FilterProperty> properties, IEnumerable<KeyValuePair<string, string>> unroutable)
    {
        _properties = properties.ToFrozenDictionary(p => p.Name, StringComparer.Ordinal);
        _unroutable = unroutable.ToFrozenDictionary(StringComparer.Ordinal);
        _prefixes = _properties.Keys.Where(n => n.Contains('.')).Select(PrefixOf).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>These names and more.</summary>
    /// <param name="more">Further properties; one of a name that is known already takes its place.</param>
    public FilterNames With(IEnumerable<FilterProperty> more)
    {
        ArgumentNullException.ThrowIfNull(more);
        var all = new Dictionary<string, FilterProperty>(_properties, StringComparer.Ordinal);
        foreach (var property in more) all[property.Name] = property;
        return new FilterNames(all.Values, _unroutable);
    }

    /// <summary>These names, and names of properties that are written only, so that an error can say so.</summary>
    public FilterNames WithWritten(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var all = new Dictionary<string, string>(_unroutable, StringComparer.Ordinal);
        foreach (string name in names) all[name] = "Filter on a property that is promoted, for example receivePort.";
        return new FilterNames(_properties.Values, all);
    }

    /// <summary>The property of this name, or null.</summary>
    public FilterProperty? Find(string name) => _properties.GetValueOrDefault(name);

    /// <summary>Says why a name stands for no property that can be routed on, and what is near it.</summary>
    /// <param name="name">The name; <see cref="Find"/> has not found it.</param>
    /// <param name="column">Where it stands, from 1.</param>
    public FilterError Unknown(string name, int column)
    {
        if (_unroutable.TryGetValue(name, out string? fix))
        {
            return new FilterError(column, $"{name} cannot be routed on.",
                "The property is written, not promoted, and filters see promoted properties only.", fix);
        }

        string what = $"The property {name} is not known.";
        string? near = Spelling.Nearest(name, _properties.Keys.Order(StringComparer.Ordinal));
        if (!name.Contains('.'))
        {
            return new FilterError(column, what,
                "A name without a prefix can only be receivePort, sendPort or messageType.",
                near is null ? "Write PREFIX.Name, with a prefix from propertySchemas." : $"Write {near}.");
        }

        string prefix = PrefixOf(name);
        bool known = _prefixes.Contains(prefix);
        return new FilterError(column, what,
            known ? $"The prefix {prefix} has no property of that name." : $"The prefix {prefix} is not declared.",
            Fix(near, known, prefix));
    }

    private static string Fix(string? near, bool known, string prefix) => (near, known) switch
    {
        (not null, _) => $"Write {near}.",
        (null, true) => $"Declare the property in the property schema of {prefix}.",
        _ => $"Declare {prefix} under propertySchemas of the application.",
    };

    private static string PrefixOf(string name) => name[..name.IndexOf('.', StringComparison.Ordinal)];

    private static FilterNames CreateSystem()
    {
        FilterProperty[] promoted =
        [
            new("receivePort", SystemProperties.ReceivePortName, PropertyValueKind.String),
            new("sendPort", SystemProperties.SendPortName, PropertyValueKind.String),
            new("messageType", SystemProperties.MessageType, PropertyValueKind.String),
            Bts(SystemProperties.MessageType, PropertyValueKind.String),
            Bts(SystemProperties.ReceivePortName, PropertyValueKind.String),
            Bts(SystemProperties.SendPortName, PropertyValueKind.String),
            Bts(SystemProperties.InterchangeSequenceNumber, PropertyValueKind.Number),
            Bts(SystemProperties.InboundTransportLocation, PropertyValueKind.String),
            Bts(SystemProperties.InboundTransportType, PropertyValueKind.String),
            Bts(SystemProperties.OutboundTransportLocation, PropertyValueKind.String),
            Bts(SystemProperties.OutboundTransportType, PropertyValueKind.String),
            Bts(SystemProperties.Operation, PropertyValueKind.String),
        ];
        Dictionary<string, string> unroutable = new(StringComparer.Ordinal)
        {
            ["BTS.ReceiveLocationName"] = "Use receivePort, or "
                + "BTS.InboundTransportLocation: the location's address, of a FILE location its folder and mask.",
            ["BTS.MessageID"] = "No two messages have the same id: filter on what they share, as messageType.",
            ["BTS.InterchangeID"] = "No two interchanges have the same id: filter on what they share, as receivePort.",
        };
        return new FilterNames(promoted, unroutable);
    }

    private static FilterProperty Bts(PropertyKey key, PropertyValueKind kind) => new("BTS." + key.Name, key, kind);
}
