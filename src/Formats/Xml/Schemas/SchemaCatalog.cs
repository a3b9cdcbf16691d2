using System.Xml.Schema;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Promotion;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Xml.Schemas;

/// <summary>The types of documents that a component knows, compiled. Immutable; serves all threads.</summary>
internal sealed class SchemaCatalog
{
    private const int ShownTypes = 5;

    private readonly Dictionary<DocumentType, DocumentSchema> _types = [];
    private readonly Dictionary<DocumentType, DocumentSchema> _envelopes = [];

    private readonly IPackageFiles _files;

    private SchemaCatalog(IPackageFiles files) => _files = files;

    /// <summary>True if schemas are configured, so that there are documents that are not known.</summary>
    public bool HasSchemas { get; private init; }

    /// <summary>True if there are types of envelopes.</summary>
    public bool HasEnvelopes => _envelopes.Count > 0;

    /// <summary>Reads and compiles the schemas that a component names.</summary>
    /// <exception cref="ComponentConfigurationException">They are not usable.</exception>
    /// <param name="paths">The files and folders.</param>
    /// <param name="resources">Where they are, and what is promoted beside what they say.</param>
    /// <param name="promotes">False to leave out what they promote, which needs property schemas.</param>
    /// <param name="envelopes">The files and folders that describe envelopes, whether they say so or not.</param>
    /// <param name="lookIn">Files in which to look, too, for what those name.</param>
    public static SchemaCatalog Load(
        IReadOnlyList<string> paths,
        ComponentResources resources,
        bool promotes = true,
        IReadOnlyList<string>? envelopes = null,
        IEnumerable<string>? lookIn = null)
    {
        var catalog = new SchemaCatalog(resources.Files) { HasSchemas = paths.Count > 0 };
        var files = SchemaFiles.Read([.. envelopes ?? [], .. paths], resources.Files);
        files.LookIn(lookIn ?? []);
        var named = (envelopes ?? []).SelectMany(path => SchemaFiles.Expand(path, resources.Files))
            .ToHashSet(StringComparer.Ordinal);
        var alone = (envelopes ?? []).Select(PackagePath.Normal)
            .Except(paths.Select(PackagePath.Normal), StringComparer.Ordinal).ToList();
        var properties = promotes ? new SchemaProperties(files, new PropertySchemas(files)) : null;
        var configured = resources.Promotions.Where(promotion => promotion.Form == PromotionForm.Path)
            .ToLookup(promotion => DocumentType.Parse(promotion.MessageType));
        var covered = new HashSet<string>(StringComparer.Ordinal);

        // What a file of envelopes declares beside them; another file may do so too.
        var beside = new List<(XmlSchemaElement Root, XmlSchemaSet Set)>();
        foreach (var file in InOrder(files))
        {
            if (file.IsPropertySchema || !covered.Add(file.Path)) continue;
            var (set, included) = SchemaSets.Compile(file, files);
            covered.UnionWith(included);
            bool isNamed = named.Contains(file.Path);
            var roots = RootsOf(file, set);
            foreach (var (root, body) in isNamed || file.IsEnvelope
                ? EnvelopeBody.Of(roots, file.IsEnvelope || alone.Contains(file.Path))
                : roots.Select(root => (root, (PropertyPath?)null)))
            {
                if (isNamed && body is null) beside.Add((root, set));
                else catalog.Add(root, set, properties, configured, body);
            }
        }

        foreach (var (root, set) in beside)
            if (!catalog._types.ContainsKey(TypeOf(root))) catalog.Add(root, set, properties, configured, null);
        catalog.AddConfigured(configured);
        return catalog;
    }

    /// <summary>The types that are declared.</summary>
    public IReadOnlyCollection<string> MessageTypes =>
        [.. _types.Keys.Union(_envelopes.Keys).Select(type => type.MessageType)];

    /// <summary>The properties that documents of these types may get.</summary>
    public IReadOnlyCollection<PropertyKey> Promoted =>
        [.. All.SelectMany(schema => schema.Plan?.Promoted ?? []).Distinct()];

    /// <summary>What the annotations of the schemas say in vain.</summary>
    public IReadOnlyList<ComponentDoubt> Doubts => [.. All.SelectMany(schema => schema.Doubts)];

    /// <summary>What is known of a type, or null.</summary>
    public DocumentSchema? Find(DocumentType type) => _types.GetValueOrDefault(type) ?? FindEnvelope(type);

    /// <summary>What is known of a type of envelopes, or null if it is none.</summary>
    public DocumentSchema? FindEnvelope(DocumentType type) => _envelopes.GetValueOrDefault(type);

    /// <summary>Why a document of an unknown type is not taken.</summary>
    public Failure Unknown(DocumentType type, FailurePlace place)
    {
        var types = MessageTypes;
        string known = string.Join(", ", types.Take(ShownTypes));
        string more = types.Count > ShownTypes ? $" and {types.Count - ShownTypes} more" : "";
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

    /// <summary>The roots that a schema means: the one that it names, or all that it declares.</summary>
    public static List<XmlSchemaElement> RootsOf(SchemaFile file, XmlSchemaSet set)
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

    private static DocumentType TypeOf(XmlSchemaElement root) =>
        new(root.QualifiedName.Namespace, root.QualifiedName.Name);

    private void AddConfigured(ILookup<DocumentType, ConfiguredPromotion> configured)
    {
        if (HasSchemas) return;
        foreach (var type in configured)
            if (!_types.ContainsKey(type.Key) && !_envelopes.ContainsKey(type.Key))
                _types.Add(type.Key, new DocumentSchema(type.Key, null, null, PlanOf([], type)));
    }

    private void Add(
        XmlSchemaElement root,
        XmlSchemaSet set,
        SchemaProperties? properties,
        ILookup<DocumentType, ConfiguredPromotion> configured,
        PropertyPath? body)
    {
        var type = TypeOf(root);
        var types = body is null ? _types : _envelopes;
        string file = root.SourceUri ?? "";
        if (types.TryGetValue(type, out var other))
        {
            if (other.File == file) return;
            throw new ComponentConfigurationException(
                $"Both '{other.File}' and '{file}' declare documents of type '{type.MessageType}', so it is not clear "
                    + "which is meant. Name only one of them.",
                file,
                root.LineNumber);
        }

        var annotated = properties?.Of(root).ToList() ?? [];
        var schema = new DocumentSchema(type, file, set, PlanOf(annotated, configured[type]), body);
        types.Add(type, schema with { Doubts = AnnotationDoubts.Of(schema, annotated, _files) });
    }

    private IEnumerable<DocumentSchema> All => _types.Values.Concat(_envelopes.Values);
}
