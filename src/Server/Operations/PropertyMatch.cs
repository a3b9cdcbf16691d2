using Viaduct.Client;
using Viaduct.Core.Hosting;
using Viaduct.Core.Messages;
using Viaduct.Core.Model;
using Viaduct.Core.Track;

namespace Viaduct.Server.Operations;

/// <summary>A value of a property that messages are searched for.</summary>
internal sealed class PropertyMatch
{
    private readonly string _name;
    private readonly HashSet<string>? _namespaces;
    private readonly string _value;

    private PropertyMatch(string name, HashSet<string>? namespaces, string value) =>
        (_name, _namespaces, _value) = (name, namespaces, value);

    /// <summary>Reads <c>NAME=VALUE</c>; see <see cref="ItemQuery.Property"/>.</summary>
    /// <exception cref="ViaductException">It is not written so, or nobody knows the prefix.</exception>
    public static PropertyMatch Read(string text, GroupModel? model, RuntimeCatalog catalog)
    {
        int end = text.IndexOf('=', StringComparison.Ordinal);
        if (end <= 0)
            throw Problems.BadRequest($"The property '{text}' has no value: write NAME=VALUE, like Order.Total=100.");
        string name = text[..end];
        string value = text[(end + 1)..];
        int hash = name.LastIndexOf('#');
        if (hash > 0) return new PropertyMatch(name[(hash + 1)..], [name[..hash]], value);
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0) return new PropertyMatch(name, null, value);
        var namespaces = NamespacesOf(name[..dot], model, catalog);
        return namespaces.Count > 0
            ? new PropertyMatch(name[(dot + 1)..], namespaces, value)
            : throw Problems.BadRequest(
                $"The property '{name}' has the prefix '{name[..dot]}', which no property schema declares. Write the "
                + "local name alone, or NAMESPACE#NAME.");
    }

    /// <summary>The same for what was tracked; a value that ends with <c>*</c> is the beginning of one.</summary>
    public PropertyWanted Tracked() => _value.EndsWith('*')
        ? new PropertyWanted(_name, _namespaces, _value[..^1], IsPrefix: true)
        : new PropertyWanted(_name, _namespaces, _value, IsPrefix: false);

    /// <summary>True if a message has the property with the value: 23.5 is 23.50 if it is a number.</summary>
    public bool Fits(Message message)
    {
        foreach (ref readonly var property in message.Context.Properties)
            if (property.Key.Name == _name && _namespaces?.Contains(property.Key.Namespace) != false
                && (property.Value.ToString() == _value || IsSame(property.Value)))
                return true;
        return false;
    }

    private bool IsSame(PropertyValue value) =>
        PropertyText.TryParse(value.Kind, _value, out var wanted) && wanted == value;

    private static HashSet<string> NamespacesOf(string prefix, GroupModel? model, RuntimeCatalog catalog)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        if (prefix == "BTS") found.Add(SystemProperties.Namespace);
        foreach (var adapter in catalog.Adapters)
            foreach (var property in adapter.Properties.Where(property => property.Prefix == prefix))
                found.Add(property.Key.Namespace);
        foreach (var schema in model?.Applications.SelectMany(application => application.PropertySchemas) ?? [])
            if (schema.Prefix == prefix) found.Add(schema.Namespace);
        return found;
    }
}
