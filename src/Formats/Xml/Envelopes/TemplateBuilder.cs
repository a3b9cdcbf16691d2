using System.Xml.Schema;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Promotion;

namespace Viaduct.Formats.Xml.Envelopes;

/// <summary>
/// Finds what an envelope is made of: the way to its body, what its schema requires, and what properties go into.
/// </summary>
internal sealed class TemplateBuilder
{
    private const int DepthMax = 64;
    private const int NodesMax = 10_000;

    private readonly IReadOnlyList<PathStep> _body;
    private readonly XmlSchemaElement _root;
    private int _nodes;

    private TemplateBuilder(XmlSchemaElement root, PropertyPath body) => (_root, _body) = (root, body.Steps);

    /// <summary>The root of the envelope, with everything that is ever written below it.</summary>
    /// <param name="root">The root element.</param>
    /// <param name="body">Where the documents stand.</param>
    /// <param name="plan">Where properties stand, or null.</param>
    /// <exception cref="ComponentConfigurationException">The path leads nowhere, or the schema never ends.</exception>
    public static TemplateNode Build(XmlSchemaElement root, PropertyPath body, PromotionPlan? plan)
    {
        var builder = new TemplateBuilder(root, body);
        var node = builder.Element(root, plan is null ? [] : [plan.Root], 0, isRequired: true, 0);
        return node is { HoldsBody: true } ? node : throw builder.Wrong(
            $"its body_xpath {body.Text} leads to no element of the schema, so there is no place for documents. "
                + "Correct the path");
    }

    // Null for what is neither required nor on the way to anything.
    private TemplateNode? Element(
        XmlSchemaElement element, List<PathNode> around, int matched, bool isRequired, int depth)
    {
        var (name, type) = (element.QualifiedName, element.ElementSchemaType);
        List<PathNode> here =
            [.. around.SelectMany(node => node.Elements).Where(node => node.Step.Takes(name.Name, name.Namespace))];
        bool isOnWay = matched == depth && matched < _body.Count && _body[matched].Takes(name.Name, name.Namespace);
        if (!isRequired && !isOnWay && here.Count == 0) return null;
        if (depth == DepthMax || ++_nodes > NodesMax)
            throw Wrong($"what it requires is nested deeper than {DepthMax} or has more than {NodesMax:N0} elements");
        bool isBody = isOnWay && matched + 1 == _body.Count;
        var complex = type as XmlSchemaComplexType;
        bool hasText = complex is null || complex.ContentType == XmlSchemaContentType.TextOnly;
        var node = new TemplateNode(
            name,
            isRequired,
            hasText ? element.FixedValue ?? element.DefaultValue ?? "" : null,
            here.SelectMany(path => path.Properties).FirstOrDefault()?.Key,
            type?.TypeCode ?? XmlTypeCode.None) { HoldsBody = isBody };
        if (complex is null) return node;
        AddAttributes(node, complex, here);
        if (!isBody) AddElements(node, complex.ContentTypeParticle, here, isOnWay ? matched + 1 : -1, true, depth + 1);
        node.HoldsBody |= node.Elements.Exists(child => child.HoldsBody);
        return node;
    }

    private static void AddAttributes(TemplateNode node, XmlSchemaComplexType type, List<PathNode> here)
    {
        foreach (var attribute in type.AttributeUses.Values.Cast<XmlSchemaAttribute>())
        {
            var name = attribute.QualifiedName;
            var property = here.SelectMany(path => path.Attributes)
                .FirstOrDefault(path => path.Step.Takes(name.Name, name.Namespace))?.Properties.FirstOrDefault();
            bool isRequired = attribute.Use == XmlSchemaUse.Required;
            if (!isRequired && property is null) continue;
            node.Attributes.Add(new TemplateNode(
                name,
                isRequired,
                attribute.FixedValue ?? attribute.DefaultValue ?? "",
                property?.Key,
                attribute.AttributeSchemaType?.TypeCode ?? XmlTypeCode.None));
        }
    }

    private void AddElements(
        TemplateNode node, XmlSchemaParticle particle, List<PathNode> here, int matched, bool isRequired, int depth)
    {
        isRequired &= particle.MinOccurs > 0;
        switch (particle)
        {
            case XmlSchemaElement element:
                if (Element(element, here, matched, isRequired, depth) is { } child) node.Elements.Add(child);
                break;
            case XmlSchemaChoice choice:
                AddChoice(node, choice, here, matched, isRequired, depth);
                break;
            case XmlSchemaGroupBase group:
                foreach (var item in group.Items.Cast<XmlSchemaParticle>())
                    AddElements(node, item, here, matched, isRequired, depth);
                break;
            default:
                // A wildcard requires nothing that could be named.
                break;
        }
    }

    // Of a choice the branch with the body is taken, else one that takes a property, else, if one must be, the first.
    private void AddChoice(
        TemplateNode node, XmlSchemaChoice choice, List<PathNode> here, int matched, bool isRequired, int depth)
    {
        var branches = new List<List<TemplateNode>>();
        foreach (var item in choice.Items.Cast<XmlSchemaParticle>())
        {
            var branch = new TemplateNode(node.Name, false, null, null, XmlTypeCode.None);
            AddElements(branch, item, here, matched, false, depth);
            if (branch.Elements.Count > 0) branches.Add(branch.Elements);
        }

        var taken = branches.Find(branch => branch.Exists(child => child.HoldsBody)) ?? branches.FirstOrDefault();
        if (taken is not null) node.Elements.AddRange(taken);
        else if (isRequired && choice.Items.Count > 0)
            AddElements(node, (XmlSchemaParticle)choice.Items[0], here, matched, true, depth);
    }

    private ComponentConfigurationException Wrong(string why) => new(
        $"The envelope '{_root.QualifiedName.Name}' cannot be written: {why}.", _root.SourceUri, _root.LineNumber);
}
