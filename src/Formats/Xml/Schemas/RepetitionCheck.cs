using System.Xml.Schema;
using Viaduct.Formats.Xml.Promotion;

namespace Viaduct.Formats.Xml.Schemas;

/// <summary>Finds out whether what a path leads to may occur more than once.</summary>
internal static class RepetitionCheck
{
    /// <summary>The first element on the way that a schema lets repeat, or null. What a schema leaves open (any
    /// elements, types of the instance) is no objection.</summary>
    public static string? RepeatedOn(XmlSchemaElement root, PropertyPath path)
    {
        var current = root;
        foreach (var step in path.Steps.Skip(1))
        {
            if (step.IsAttribute || step.Local is null) return null;
            if (current.ElementSchemaType is not XmlSchemaComplexType type) return null;
            if (Find(type.ContentTypeParticle, step, false) is not var (next, repeated)) return null;
            if (repeated) return step.Local;
            current = next;
        }

        return null;
    }

    private static (XmlSchemaElement Element, bool Repeated)? Find(
        XmlSchemaParticle? particle, PathStep step, bool repeated)
    {
        repeated |= particle?.MaxOccurs > 1;
        switch (particle)
        {
            case XmlSchemaElement element when step.Takes(element.QualifiedName.Name, element.QualifiedName.Namespace):
                return (element, repeated);
            case XmlSchemaGroupBase group:
                foreach (var item in group.Items.OfType<XmlSchemaParticle>())
                    if (Find(item, step, repeated) is { } found) return found;
                return null;
            default:
                return null;
        }
    }
}
