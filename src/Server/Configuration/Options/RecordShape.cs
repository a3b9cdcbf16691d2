using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Viaduct.Core.Model;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Options;

/// <summary>
/// The keys of a record, read from its type once. Binding, the JSON Schema and the reference page all come from here,
/// so they cannot differ.
/// </summary>
internal sealed class RecordShape
{
    private static readonly ConcurrentDictionary<Type, RecordShape> Shapes = new();

    private RecordShape(Type type)
    {
        Type = type;
        object defaults = Activator.CreateInstance(type)!;
        List<OptionShape> options = [];
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (!property.CanWrite) continue;
            if (property.PropertyType == typeof(YamlMapping)) Source = property;
            else if (property.GetCustomAttribute<OpenKeysAttribute>() is not null) OpenKeys = property;
            else options.Add(ShapeOf(property, defaults));
        }

        Options = options;
        ShortForm = options.Find(o => o.Property.GetCustomAttribute<ShortFormAttribute>() is not null);
    }

    public Type Type { get; }

    /// <summary>The keys, in the order of the record.</summary>
    public IReadOnlyList<OptionShape> Options { get; }

    /// <summary>The property that keeps the places of a configuration record, or null.</summary>
    public PropertyInfo? Source { get; }

    /// <summary>The property that takes the keys that have no option of their own (adapters), or null.</summary>
    public PropertyInfo? OpenKeys { get; }

    /// <summary>The option that a single value stands for where the record belongs, or null.</summary>
    public OptionShape? ShortForm { get; }

    public static RecordShape Of(Type type) => Shapes.GetOrAdd(type, static t => new RecordShape(t));

    private static OptionShape ShapeOf(PropertyInfo property, object defaults)
    {
        var about = property.GetCustomAttribute<OptionAttribute>();
        bool required = property.GetCustomAttribute<RequiredMemberAttribute>() is not null;
        return new OptionShape(
            OptionType.CamelCase(property.Name), property, OptionType.Of(property.PropertyType, about?.Bytes ?? false),
            required, required ? null : property.GetValue(defaults), about);
    }
}
