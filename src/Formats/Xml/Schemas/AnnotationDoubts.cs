using System.Xml;
using System.Xml.Linq;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Promotion;

namespace Viaduct.Formats.Xml.Schemas;

/// <summary>Finds the paths in the annotations of a schema that lead nowhere in the same schema.</summary>
internal static class AnnotationDoubts
{
    private static readonly XNamespace BizTalk = SchemaFile.BizTalkNamespace;

    /// <summary>A doubt for each path that finds nothing.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="annotated">What its annotations promote and distinguish.</param>
    /// <param name="files">Where the schema is, to tell the line.</param>
    public static IReadOnlyList<ComponentDoubt> Of(
        DocumentSchema schema,
        IEnumerable<(PropertyPath Path, PlannedProperty Property)> annotated,
        IPackageFiles files)
    {
        if (schema.File is not { Length: > 0 }) return [];
        var found = new List<ComponentDoubt>();
        foreach (var (path, property) in annotated)
        {
            if (PathCheck.DoubtOf(path, schema) is not { } doubt) continue;
            string what = property.Promoted
                ? $"The property {property.Key.Name} is promoted from a path that finds nothing."
                : "A distinguished field has a path that finds nothing.";
            found.Add(new ComponentDoubt(schema.File, LineOf(schema, "property", "xpath", property.Path, files), what,
                $"In {property.Path}, {doubt}."));
        }

        if (schema.Body is { } body && PathCheck.DoubtOf(body, schema) is { } nowhere)
            found.Add(new ComponentDoubt(
                schema.File, LineOf(schema, "recordInfo", "body_xpath", body.Text, files),
                $"The body of the envelope {schema.Type.Root} is at a path that finds nothing.",
                $"In {body.Text}, {nowhere}."));
        return found;
    }

    // The library keeps no lines of annotations.
    private static int? LineOf(
        DocumentSchema schema, string element, string attribute, string path, IPackageFiles files)
    {
        try
        {
            using var stream = files.Open(schema.File!);
            using var reader = XmlReader.Create(
                stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            var at = XDocument.Load(reader, LoadOptions.SetLineInfo).Descendants(BizTalk + element)
                .FirstOrDefault(found => found.Attribute(attribute)?.Value == path);
            return at is IXmlLineInfo line && line.HasLineInfo() ? line.LineNumber : null;
        }
        catch (Exception e) when (e is IOException or XmlException)
        {
            return null;
        }
    }
}
