using System.Text;
using Viaduct.Core.Model;

namespace Viaduct.Server.Configuration.Resolving;

/// <summary>
/// Writes the properties of an application that stand in braces with their namespace: an adapter does not know the
/// prefixes of an application. What is no property of it is left to the adapter.
/// </summary>
internal sealed class PropertyMacros(IEnumerable<PropertySchemaModel> schemas)
{
    private readonly Dictionary<string, string> _names = schemas
        .SelectMany(schema => schema.Properties.Select(property => (schema.Prefix, property.Key)))
        .DistinctBy(one => (one.Prefix, one.Key.Name))
        .ToDictionary(
            one => $"{one.Prefix}.{one.Key.Name}", one => $"{one.Key.Namespace}#{one.Key.Name}",
            StringComparer.Ordinal);

    /// <summary>The text with namespaces in place of prefixes.</summary>
    public string Expand(string text)
    {
        if (_names.Count == 0 || !text.Contains('{', StringComparison.Ordinal)) return text;
        var expanded = new StringBuilder();
        int done = 0;
        while (text.IndexOf('{', done) is var open and >= 0 && text.IndexOf('}', open) is var close and >= 0)
        {
            string name = text[(open + 1)..close];
            expanded.Append(text, done, open + 1 - done).Append(_names.GetValueOrDefault(name, name)).Append('}');
            done = close + 1;
        }

        return expanded.Append(text, done, text.Length - done).ToString();
    }
}
