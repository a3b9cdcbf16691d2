using System.Text.Json.Nodes;
using System.Globalization;
using System.Text.Json;
using Viaduct.Core.Adapters;
using Viaduct.Core.Hosting;
using Viaduct.Server.Configuration.Documents;
using Viaduct.Server.Configuration.Options;
using Viaduct.Server.Configuration.Resolving;

namespace Viaduct.Server.Configuration.Reference;

/// <summary>
/// Writes the JSON Schema (draft 2020-12) of configuration files for editors, from the same shapes that binding uses.
/// Every value may also be a variable, <c>${NAME}</c>.
/// </summary>
internal sealed class JsonSchemaWriter
{
    private const string Variable = "#/$defs/variable";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly RuntimeCatalog _catalog;
    private readonly SortedDictionary<string, JsonObject> _definitions = new(StringComparer.Ordinal);

    private JsonSchemaWriter(RuntimeCatalog catalog) => _catalog = catalog;

    /// <summary>The schema as indented JSON, the same for the same catalog.</summary>
    public static string Write(RuntimeCatalog catalog) => new JsonSchemaWriter(catalog).Write();

    private string Write()
    {
        var documents = new JsonArray(Reference(typeof(GroupConfig)), Reference(typeof(ApplicationConfig)));
        _definitions["variable"] = new JsonObject { ["type"] = "string", ["pattern"] = @"\$\{[^}]*\}" };
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Viaduct configuration",
            ["description"] =
                "viaduct.yaml and applications/*/application.yaml; several documents are separated by ---.",
            ["oneOf"] = documents,
            ["$defs"] = new JsonObject(_definitions.Select(d => KeyValuePair.Create(d.Key, (JsonNode?)d.Value))),
        };
        return schema.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
    }

    private JsonObject Reference(Type record, string? name = null)
    {
        string key = name ?? OptionType.CamelCase(record.Name.Replace("Config", "", StringComparison.Ordinal));
        if (!_definitions.ContainsKey(key))
        {
            // Entered before it is written: a record may hold itself.
            var definition = _definitions[key] = [];
            Fill(definition, RecordShape.Of(record));
        }

        return new JsonObject { ["$ref"] = $"#/$defs/{key}" };
    }

    private void Fill(JsonObject definition, RecordShape shape)
    {
        var offered = shape.Options.Where(o => o.Key != MapResolver.Key || _catalog.Maps.Count > 0);
        var properties =
            new JsonObject(offered.Select(o => KeyValuePair.Create(o.Key, (JsonNode?)Property(o, shape.Type))));
        definition["type"] = "object";
        definition["properties"] = properties;
        definition["additionalProperties"] = false;
        var required = new JsonArray([.. shape.Options.Where(o => o.IsRequired).Select(o => JsonValue.Create(o.Key))]);
        if (required.Count > 0) definition["required"] = required;
        if (shape.OpenKeys is null) return;

        var adapters = AdaptersOf(shape.Type).ToList();
        foreach (var (name, description, options) in adapters)
        {
            var property = Reference(options, $"{DirectionOf(shape.Type)}-adapter-{name}");
            property["description"] = description;
            properties[name] = property;
        }

        definition["oneOf"] =
            new JsonArray([.. adapters.Select(a => new JsonObject { ["required"] = new JsonArray(a.Name) })]);
    }

    private JsonObject Property(OptionShape option, Type record)
    {
        var schema = option.Type.Kind == OptionKind.List && option.Type.Item!.Kind == OptionKind.Named
            ? Components(record == typeof(ReceiveLocationConfig))
            : Value(option.Type, option.Key);
        if (option.About is { } about) schema["description"] = about.Description;
        if (option.Default is { } value && option.Type.Kind is not (OptionKind.List or OptionKind.Record))
            schema["default"] = Default(option.Type, value);
        return schema;
    }

    private static JsonValue Default(OptionType type, object value) => type.Kind switch
    {
        OptionKind.Truth => JsonValue.Create((bool)value),
        OptionKind.Integer => JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        OptionKind.Number => JsonValue.Create((decimal)value),
        _ => JsonValue.Create(ScalarText.Write(type, value)),
    };

    private JsonObject Value(OptionType type, string key) => type.Kind switch
    {
        OptionKind.Text => new JsonObject { ["type"] = "string" },
        OptionKind.Truth => OrVariable(new JsonObject { ["type"] = "boolean" }),
        OptionKind.Integer => OrVariable(new JsonObject { ["type"] = "integer" }),
        OptionKind.Number => OrVariable(new JsonObject { ["type"] = "number" }),
        OptionKind.Bytes => OrVariable(
            new JsonObject { ["type"] = "integer" }, Pattern("^[0-9]+(\\.[0-9]+)? *(B|KB|MB|GB)?$")),
        OptionKind.Duration => OrVariable(Pattern("^[0-9]+(\\.[0-9]+)? *(ms|s|m|h|d)$")),
        OptionKind.Choice =>
            OrVariable(new JsonObject { ["enum"] = new JsonArray([.. type.Words.Select(w => JsonValue.Create(w))]) }),
        OptionKind.List => new JsonObject { ["type"] = "array", ["items"] = Value(type.Item!, key) },
        _ => Record(type.Type, key),
    };

    private JsonObject Record(Type record, string key)
    {
        bool isConfig = record.Name.EndsWith("Config", StringComparison.Ordinal);
        var keys = Reference(record, isConfig ? null : key);
        return RecordShape.Of(record).ShortForm is { } only
            ? new JsonObject { ["anyOf"] = new JsonArray(Value(only.Type, only.Key), keys) }
            : keys;
    }

    private JsonObject Components(bool receive)
    {
        var components = _catalog.Components.Where(c => Stages.IsReceive(c.Stage) == receive).ToList();
        var properties = new JsonObject();
        foreach (var component in components)
        {
            var options =
                Reference(component.OptionsType, $"component-{component.Name}");
            options["description"] = component.Description;
            properties[component.Name] = options;
        }

        var named = new JsonObject { ["enum"] = new JsonArray([.. components.Select(c => JsonValue.Create(c.Name))]) };
        var withOptions = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
            ["minProperties"] = 1,
            ["maxProperties"] = 1,
        };
        return new JsonObject
        {
            ["type"] = "array",
            ["items"] = new JsonObject { ["anyOf"] = new JsonArray(named, withOptions) },
        };
    }

    private IEnumerable<(string Name, string Description, Type Options)> AdaptersOf(Type record) =>
        record == typeof(ReceiveLocationConfig)
            ? _catalog.Adapters.OfType<IReceiveAdapter>().Select(a => (a.Name, a.Description, a.ReceiveOptionsType))
            : _catalog.Adapters.OfType<ISendAdapter>().Select(a => (a.Name, a.Description, a.SendOptionsType));

    private static string DirectionOf(Type record) => record == typeof(ReceiveLocationConfig) ? "receive" : "send";

    private static JsonObject Pattern(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    private static JsonObject OrVariable(params JsonNode[] forms) =>
        new() { ["anyOf"] = new JsonArray([.. forms, new JsonObject { ["$ref"] = Variable }]) };
}
