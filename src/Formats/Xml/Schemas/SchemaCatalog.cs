using System.Xml.Schema;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Promotion;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Xml.Schemas;

/// <summary>The types of documents that a component knows, compiled. Immutable; serves all threads.</summary>
internal sealed class SchemaCatalog
{
    private const int ShownTypes = 5;

    private readonly Dictionary<DocumentType, DocumentSchema> _types = [];

    private SchemaCatalog()
    {
    }

    /// <summary>True if schemas are configured, so that there are documents that are not known.</summary>
    public bool HasSchemas { get; private init; }

    /// <summary>Reads and compiles the schemas that a component names.</summary>
    /// <exception cref="ComponentConfigurationException">They are not usable.</exception>
    /// <param name="paths">The files and folders.</param>
    /// <param name="resources">Where they are, and what is promoted beside what they say.</param>
    /// <param name="promotes">False to leave out what they promote, which needs property schemas.</param>
    public static SchemaCatalog Load(
        IReadOnlyList<string> paths, ComponentResources resources, bool promotes = true)
    {
        var catalog = new SchemaCatalog { HasSchemas = paths.Count > 0 };
        var files = SchemaFiles.Read(paths, resources.Files);
        var properties = promotes ? new SchemaProperties(files, new PropertySchemas(files)) : null;
        var configured = resources.Promotions.ToLookup(promotion => DocumentType.Parse(promotion.MessageType));
        var covered = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in InOrder(files))
        {
            if (file.IsPropertySchema || !covered.Add(file.Path)) continue;
            var (set, included) = SchemaSets.Compile(file, files);
            covered.UnionWith(included);
            foreach (var root in RootsOf(file, set)) catalog.Add(root, set, properties, configured);
        }

        foreach (var type in configured)
        {
            if (catalog._types.ContainsKey(type.Key)) continue;
            if (!catalog.HasSchemas)
                catalog._types.Add(type.Key, new DocumentSchema(type.Key, null, null, PlanOf([], type)));
        }

        return catalog;
    }

    /// <summary>The types that are declared.</summary>
    public IReadOnlyCollection<string> MessageTypes => [.. _types.Keys.Select(type => type.MessageType)];

    /// <summary>What is known of a type, or null.</summary>
    public DocumentSchema? Find(DocumentType type) => _types.GetValueOrDefault(type);

    /// <summary>Why a document of an unknown type is not taken.</summary>
    public Failure Unknown(DocumentType type, FailurePlace place)
    {
        string known = string.Join(", ", _types.Keys.Take(ShownTypes).Select(known => known.MessageType));
        string more = _types.Count > ShownTypes ? $" and {_types.Count - ShownTypes} more" : "";
        return new Failure(
            FailureCodes.UnknownDocument,
            $"No schema declares documents of type '{Excerpt.Of(type.MessageType)}'; declared are {known}{more}. Add "
                + "the schema, or allow unrecognized documents.",
            place);
    }

    // Files that others include come last: they are parts, and need not make sense alone.
    private static IEnumerable<SchemaFile> InOrder(SchemaFiles files)
    {
        var parts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files.Named)
            foreach (var external in file.Externals)
                if (external is not XmlSchemaImport && files.Resolve(external, file.Path) is { } path) parts.Add(path);
        return files.Named.OrderBy(file => parts.Contains(file.Path));
    }

    private static List<XmlSchemaElement> RootsOf(SchemaFile file, XmlSchemaSet set)
    {
        var roots = set.GlobalElements.Values.Cast<XmlSchemaElement>()
            .Where(element => element.QualifiedName.Namespace == file.Namespace)
            .ToList();
        var meant = roots.Where(element => element.QualifiedName.Name == file.RootReference).ToList();
        return meant.Count > 0 ? meant : roots;
    }

    private static PromotionPlan? PlanOf(
        IEnumerable<(PropertyPath Path, PlannedProperty Property)> annotated,
        IEnumerable<ConfiguredPromotion> configured)
    {
        var own = configured.Select(promotion => (
            SchemaProperties.PathOf(promotion.Path, null, null),
            new PlannedProperty(promotion.Key, promotion.Kind, promotion.Promoted, promotion.Path)));
        return PromotionPlan.Build([.. annotated, .. own]);
    }

    private void Add(
        XmlSchemaElement root,
        XmlSchemaSet set,
        SchemaProperties? properties,
        ILookup<DocumentType, ConfiguredPromotion> configured)
    {
        var type = new DocumentType(root.QualifiedName.Namespace, root.QualifiedName.Name);
        string file = root.SourceUri ?? "";
        if (_types.TryGetValue(type, out var other))
        {
            if (other.File == file) return;
            throw new ComponentConfigurationException(
                $"Both '{other.File}' and '{file}' declare documents of type '{type.MessageType}', so it is not clear "
                    + "which is meant. Name only one of them.",
                file,
                root.LineNumber);
        }

        var plan = PlanOf(properties?.Of(root) ?? [], configured[type]);
        _types.Add(type, new DocumentSchema(type, file, set, plan));
    }
}
