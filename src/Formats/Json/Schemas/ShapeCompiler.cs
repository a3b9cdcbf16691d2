using System.Xml.Schema;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Json.Schemas;

/// <summary>Reads off a compiled schema what JSON needs of it.</summary>
/// <param name="file">The schema's file, for errors.</param>
internal sealed class ShapeCompiler(string file)
{
    private const int ElementsMax = 20_000;

    private readonly Dictionary<XmlSchemaType, TypeShape> _types = [];
    private int _elements;

    /// <summary>The shape of a root element.</summary>
    /// <exception cref="ComponentConfigurationException">JSON cannot follow the schema.</exception>
    public ElementShape RootOf(XmlSchemaElement root) => Element(root, 0, repeats: false, isOptional: false);

    private ElementShape Element(XmlSchemaElement element, int order, bool repeats, bool isOptional)
    {
        if (++_elements > ElementsMax)
            throw new ComponentConfigurationException($"The schema has more than {ElementsMax:N0} elements.", file);
        return new ElementShape(
            element.QualifiedName.Name, element.QualifiedName.Namespace, order, repeats || element.MaxOccurs > 1,
            isOptional || element.MinOccurs == 0, element.IsNillable, TypeOf(element.ElementSchemaType));
    }

    private TypeShape TypeOf(XmlSchemaType? type)
    {
        if (type is null) return new TypeShape { Text = ValueKind.Text };
        if (_types.TryGetValue(type, out var known)) return known;
        var shape = new TypeShape();
        _types.Add(type, shape);
        if (type is not XmlSchemaComplexType complex)
        {
            shape.Text = KindOf(type.TypeCode);
            return shape;
        }

        shape.Text = complex.ContentType switch
        {
            XmlSchemaContentType.TextOnly => KindOf(complex.TypeCode),
            XmlSchemaContentType.Mixed => ValueKind.Text,
            _ => null,
        };
        foreach (XmlSchemaAttribute attribute in complex.AttributeUses.Values)
        {
            if (attribute.Use == XmlSchemaUse.Prohibited) continue;
            var name = attribute.QualifiedName;
            if (!shape.TryAdd(new AttributeShape(
                name.Name, name.Namespace, KindOf(attribute.AttributeSchemaType?.TypeCode ?? XmlTypeCode.None))))
                throw Ambiguous(name.Name, attribute);
        }

        int order = 0;
        Particle(complex.ContentTypeParticle, shape, ref order, repeats: false, isOptional: false);
        return shape;
    }

    private void Particle(
        XmlSchemaParticle particle, TypeShape shape, ref int order, bool repeats, bool isOptional)
    {
        repeats |= particle.MaxOccurs > 1;
        isOptional |= particle.MinOccurs == 0;
        if (particle is XmlSchemaElement element)
        {
            if (!shape.TryAdd(Element(element, order, repeats, isOptional)))
                throw Ambiguous(element.QualifiedName.Name, element);
            return;
        }

        if (particle is not XmlSchemaGroupBase group) return;
        if (group is XmlSchemaSequence && repeats && group.Items.Count > 1)
            throw new ComponentConfigurationException(
                "A sequence of several elements repeats, and JSON cannot keep their order. Do without the schema, or "
                    + "put the sequence into an element that repeats.",
                file, Line(group));
        bool isSequence = group is XmlSchemaSequence;
        int last = order;
        foreach (var item in group.Items.OfType<XmlSchemaParticle>())
        {
            int at = order;
            Particle(item, shape, ref at, repeats, isOptional || group is XmlSchemaChoice);
            last = Math.Max(last, at);
            if (isSequence) order = last = Math.Max(last, at) + 1;
        }

        order = last;
    }

    private static ValueKind KindOf(XmlTypeCode type) => type switch
    {
        XmlTypeCode.Boolean => ValueKind.Boolean,
        XmlTypeCode.Decimal or XmlTypeCode.Float or XmlTypeCode.Double => ValueKind.Number,
        >= XmlTypeCode.Integer and <= XmlTypeCode.PositiveInteger => ValueKind.Number,
        _ => ValueKind.Text,
    };

    private static int? Line(XmlSchemaObject at) => at.LineNumber > 0 ? at.LineNumber : null;

    private ComponentConfigurationException Ambiguous(string name, XmlSchemaObject at) => new(
        $"The schema has '{Excerpt.Of(name)}' twice in one element, and an object of JSON has each name once. Do "
            + "without the schema, or let it repeat in one place.",
        file, Line(at));
}
