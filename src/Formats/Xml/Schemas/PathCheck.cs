using System.Xml.Schema;
using Viaduct.Core.Route;
using Viaduct.Formats.Xml.Promotion;

namespace Viaduct.Formats.Xml.Schemas;

/// <summary>
/// Whether a path can lead to anything in documents of a type. Where a schema is open (wildcards, derived types,
/// substitution groups) it may.
/// </summary>
internal static class PathCheck
{
    /// <summary>Which step leads nowhere, and what is probably meant; null if every step may lead on.</summary>
    public static string? DoubtOf(PropertyPath path, DocumentSchema schema)
    {
        if (schema.Set is not { } set) return null;
        List<XmlSchemaElement> here =
        [
            .. set.GlobalElements.Values.Cast<XmlSchemaElement>().Where(root =>
                root.QualifiedName.Namespace == schema.Type.Namespace && root.QualifiedName.Name == schema.Type.Root),
        ];
        if (here.Count == 0) return null;
        if (!here.Exists(root => Takes(path.Steps[0], root)))
            return Doubt(path.Steps[0], "the root of such documents is", here.Select(Name));
        foreach (var step in path.Steps.Skip(1))
        {
            var types = here.Select(element => element.ElementSchemaType).OfType<XmlSchemaComplexType>().ToList();
            if (types.Exists(type => IsOpen(type, set))) return null;
            string parent = here[0].QualifiedName.Name;
            if (step.IsAttribute) return AttributeDoubt(step, types, parent);
            List<XmlSchemaElement> below = [.. types.SelectMany(type => Elements(type.ContentTypeParticle))];
            here = below.FindAll(element => Takes(step, element));
            if (here.Count == 0) return Doubt(step, $"beneath {parent} the schema has", below.Select(Name));
        }

        return null;
    }

    private static string? AttributeDoubt(PathStep step, List<XmlSchemaComplexType> types, string parent)
    {
        var names = types.SelectMany(type => type.AttributeUses.Values.Cast<XmlSchemaAttribute>())
            .Select(attribute => attribute.QualifiedName).ToList();
        return names.Exists(name => step.Takes(name.Name, name.Namespace))
            ? null
            : Doubt(step, $"the schema gives {parent} the attributes", names.Select(name => name.Name));
    }

    private static string Doubt(PathStep step, string known, IEnumerable<string> names)
    {
        const int Shown = 8;
        string[] all = [.. names.Distinct(StringComparer.Ordinal)];
        string near = Spelling.Nearest(step.Local ?? "", all) is { } nearest ? $"; {nearest} is probably meant" : "";
        string list = all.Length == 0 ? "nothing"
            : string.Join(", ", all.Take(Shown)) + (all.Length > Shown ? ", …" : "");
        return $"{(step.IsAttribute ? "@" : "")}{step.Local ?? "*"} leads nowhere: {known} {list}{near}";
    }

    private static string Name(XmlSchemaElement element) => element.QualifiedName.Name;

    private static bool Takes(PathStep step, XmlSchemaElement element) =>
        !step.IsAttribute && step.Takes(element.QualifiedName.Name, element.QualifiedName.Namespace);

    private static bool IsOpen(XmlSchemaComplexType type, XmlSchemaSet set) =>
        type.AttributeWildcard is not null || HasWildcard(type.ContentTypeParticle)
            || type.QualifiedName.Name == "anyType"
            || set.GlobalTypes.Values.OfType<XmlSchemaComplexType>().Any(other => other.BaseXmlSchemaType == type)
            || Elements(type.ContentTypeParticle).Any(element => IsHead(element, set));

    private static bool IsHead(XmlSchemaElement element, XmlSchemaSet set) => set.GlobalElements.Values
        .Cast<XmlSchemaElement>().Any(other => other.SubstitutionGroup == element.QualifiedName);

    private static bool HasWildcard(XmlSchemaParticle particle) => particle switch
    {
        XmlSchemaAny => true,
        XmlSchemaGroupBase group => group.Items.Cast<XmlSchemaParticle>().Any(HasWildcard),
        _ => false,
    };

    private static IEnumerable<XmlSchemaElement> Elements(XmlSchemaParticle particle) => particle switch
    {
        XmlSchemaElement element => [element],
        XmlSchemaGroupBase group => group.Items.Cast<XmlSchemaParticle>().SelectMany(Elements),
        _ => [],
    };
}
