using System.Xml;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile;
using Viaduct.Formats.Json.Promotion;
using Viaduct.Formats.Json.Schemas;
using Viaduct.Formats.Xml.Reading;
using Viaduct.Formats.Xml.Schemas;

namespace Viaduct.Formats.Json;

/// <summary>Makes the component <c>json</c>.</summary>
internal sealed class JsonDisassemblerFactory : IPipelineComponentFactory
{
    /// <inheritdoc/>
    public string Name => "json";

    /// <inheritdoc/>
    public ComponentStage Stage => ComponentStage.Disassemble;

    /// <inheritdoc/>
    public string Description =>
        "Turns JSON into XML by convention or by a schema, or leaves it as it is; one message of a file, of each line "
            + "or of each item of an array.";

    /// <inheritdoc/>
    public Type OptionsType => typeof(JsonOptions);

    /// <inheritdoc/>
    public IEnumerable<string> FilesOf(object options, IPackageFiles files) =>
        FlatFileDisassemblerFactory.Packed(
            [.. FlatFileDisassemblerFactory.Named(((JsonOptions)options).Schema)], files);

    /// <inheritdoc/>
    public IPipelineComponent Create(object options, ComponentResources resources) =>
        Create((JsonOptions)options, resources, promotes: true);

    /// <summary>Makes an instance.</summary>
    /// <param name="json">The options.</param>
    /// <param name="resources">Where the schema is, and what is promoted beside what it says.</param>
    /// <param name="promotes">False to promote nothing, so that no property schemas are needed.</param>
    /// <exception cref="ComponentConfigurationException">The options are not usable.</exception>
    public static JsonDisassembler Create(JsonOptions json, ComponentResources resources, bool promotes)
    {
        Check(json);
        var encoding = FlatFileDisassemblerFactory.EncodingOf(json.Charset, "json") ?? Charsets.Utf8;
        var schema = json.Schema.Length == 0 ? null : ShapedSchema.Load(json.Schema, json.Root, resources.Files);
        string? type = TypeOf(json, schema);
        var pointers = json.PassThrough && type is not null && promotes
            ? PointerPlan.Build([.. resources.Promotions.Where(one =>
                one.Form == PromotionForm.Pointer && one.MessageType == type)])
            : null;
        return new JsonDisassembler(
            json, new JsonDocumentPlan(encoding, type, schema, CatalogOf(json, resources, promotes), pointers));
    }

    private static SchemaCatalog CatalogOf(JsonOptions json, ComponentResources resources, bool promotes)
    {
        if (!promotes) resources = resources with { Promotions = [] };
        string[] schemas = [.. FlatFileDisassemblerFactory.Named(json.Schema)];
        try
        {
            return SchemaCatalog.Load(schemas, resources, promotes);
        }
        catch (ComponentConfigurationException) when (schemas.Length > 0)
        {
            // Property schemas may lie beside it.
            return SchemaCatalog.Load([.. schemas, FlatSchemas.FolderOf(json.Schema)], resources, promotes);
        }
    }

    private static string? TypeOf(JsonOptions json, ShapedSchema? schema)
    {
        if (json.PassThrough) return json.MessageType.Length == 0 ? null : json.MessageType;
        if (schema is not null) return schema.Type.MessageType;
        return json.Root.Length == 0 ? null : new DocumentType(json.Namespace, json.Root).MessageType;
    }

    private static void Check(JsonOptions json)
    {
        if (json.PassThrough && json.Root.Length + json.Namespace.Length + json.Schema.Length > 0)
            throw new ComponentConfigurationException(
                "json: passThrough is true, so the messages stay JSON, and root, namespace and schema say nothing. "
                    + "Leave them out; the type of the messages is messageType.");
        if (!json.PassThrough && json.MessageType.Length > 0)
            throw new ComponentConfigurationException(
                "json: messageType is for messages that stay JSON (passThrough). The type of XML is namespace#root: "
                    + "write these.");
        if (json.Schema.Length > 0 && json.Namespace.Length > 0)
            throw new ComponentConfigurationException(
                "json: the schema gives the namespace. Leave namespace out.");
        if (json is { Recoverable: true, Split: JsonSplit.None })
            throw new ComponentConfigurationException(
                "json: recoverable is true, but a file is one message, so there are no parts to be suspended alone. "
                    + "Write split: lines or split: array, or leave recoverable out.");
        if (json.Root.Length > 0) CheckName(json.Root);
    }

    private static void CheckName(string root)
    {
        try
        {
            XmlConvert.VerifyNCName(root);
        }
        catch (XmlException e)
        {
            throw new ComponentConfigurationException(
                $"json: the root '{root}' cannot be the name of an element: {e.Message} Use letters, digits, '_', '-' "
                    + "and '.', and begin with a letter.",
                inner: e);
        }
    }
}
