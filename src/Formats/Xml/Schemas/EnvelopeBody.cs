using System.Xml.Schema;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Promotion;

namespace Viaduct.Formats.Xml.Schemas;

/// <summary>Finds where the documents stand in an envelope: the annotation <c>body_xpath</c> of its root.</summary>
internal static class EnvelopeBody
{
    /// <summary>The roots of an envelope schema with their bodies; roots that have none are no envelopes.</summary>
    /// <param name="roots">The roots that the schema means.</param>
    /// <param name="isEnvelope">True if it is known to describe an envelope, even if no root has a path.</param>
    /// <exception cref="ComponentConfigurationException">A path cannot be followed.</exception>
    public static IEnumerable<(XmlSchemaElement Root, PropertyPath? Body)> Of(
        IReadOnlyList<XmlSchemaElement> roots, bool isEnvelope)
    {
        var found = roots.Select(root => (Root: root, Body: Of(root))).ToList();

        // Without a path the root itself must be meant, if nothing else can be.
        return isEnvelope && found is [{ Body: null } only] ? [(only.Root, Itself(only.Root))] : found;
    }

    private static PropertyPath? Of(XmlSchemaElement root)
    {
        string? xpath = SchemaFile.AnnotationsOf(root.Annotation, "recordInfo")
            .Select(info => info.GetAttribute("body_xpath")).FirstOrDefault(value => value.Trim().Length > 0);
        if (xpath is null) return null;
        try
        {
            var path = PropertyPathParser.Parse(xpath);
            if (path.Steps[^1].IsAttribute) throw new FormatException("documents stand in an element");
            return path;
        }
        catch (FormatException e)
        {
            throw new ComponentConfigurationException(
                $"The body_xpath '{xpath}' of the envelope cannot be followed: {e.Message}.",
                root.SourceUri,
                root.LineNumber,
                e);
        }
    }

    private static PropertyPath Itself(XmlSchemaElement root) => new(
        $"/{root.QualifiedName.Name}",
        [new PathStep(root.QualifiedName.Name, root.QualifiedName.Namespace, IsAttribute: false)]);
}
