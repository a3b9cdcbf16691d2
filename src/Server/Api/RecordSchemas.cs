using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Viaduct.Client;

namespace Viaduct.Server.Api;

/// <summary>The JSON Schemas of the API's records, each once.</summary>
/// <param name="docs">What their comments say.</param>
internal sealed class RecordSchemas(RecordDocs docs)
{
    private static readonly string Namespace = typeof(Problem).Namespace!;

    private readonly SortedDictionary<string, JsonNode?> _schemas = new(StringComparer.Ordinal);

    /// <summary>A reference to a record's schema, or to a list of them.</summary>
    public JsonObject Refer(Type record)
    {
        if (record.IsGenericType)
            return new JsonObject { ["type"] = "array", ["items"] = Refer(record.GetGenericArguments()[0]) };
        if (!_schemas.ContainsKey(record.Name))
        {
            // Entered before it is written: a record may hold itself.
            _schemas[record.Name] = null;
            _schemas[record.Name] = Write(record);
        }

        return new JsonObject { ["$ref"] = $"#/components/schemas/{record.Name}" };
    }

    /// <summary>All that were referred to.</summary>
    public JsonObject ToJson() => new(_schemas.Select(schema => KeyValuePair.Create(schema.Key, schema.Value)));

    private JsonNode Write(Type record)
    {
        var options = new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => Transform(context, node, record),
        };
        return ViaductJson.Default.GetTypeInfo(record)!.GetJsonSchemaAsNode(options);
    }

    private JsonNode Transform(JsonSchemaExporterContext context, JsonNode node, Type record)
    {
        var type = context.TypeInfo.Type;
        bool isInner = !context.Path.IsEmpty && type.Namespace == Namespace && !type.IsGenericType;
        bool isNullable = isInner && node["type"] is JsonArray;
        if (isInner) node = Refer(type);
        if (isNullable) node = new JsonObject { ["anyOf"] = new JsonArray(node, new JsonObject { ["type"] = "null" }) };
        if (node is not JsonObject schema) return node;
        string? text = context.Path.IsEmpty ? docs.Of(record)
            : context.PropertyInfo is { } property && context.Path.Length == 2 ? docs.Of(record, property.Name)
            : null;
        if (text is not null) schema["description"] = text;
        return schema;
    }
}
