using System.Text;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Route;
using Viaduct.Formats.Json.Reading;
using Viaduct.Formats.Json.Schemas;
using Viaduct.Formats.Xml.Promotion;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Json.Converting;

/// <summary>Writes JSON as XML by a schema, which gives names, namespaces and the order of elements.</summary>
internal sealed class ShapedSink(ShapedSchema schema, ShapedWriter writer, PipelineLimits limits) : IJsonSink
{
    private static readonly ArraySegment<char> True = "true".ToCharArray();
    private static readonly ArraySegment<char> False = "false".ToCharArray();

    private readonly List<ShapedFrame> _frames = [];
    private readonly StringBuilder _value = new();
    private ElementShape? _element = schema.Root;
    private AttributeShape? _attribute;
    private bool _isText;
    private int _elements;

    /// <summary>Takes properties out of the document, or null.</summary>
    public PromotionRun? Promotions { get; set; }

    /// <inheritdoc/>
    public void Take(JsonReader reader)
    {
        switch (reader.Token)
        {
            case JsonToken.Name:
                Name(reader);
                break;
            case JsonToken.StartObject:
                StartObject(reader);
                break;
            case JsonToken.EndObject:
                EndObject();
                break;
            case JsonToken.StartArray:
                StartArray(reader);
                break;
            case JsonToken.EndArray:
                _frames.RemoveAt(_frames.Count - 1);
                EndProperty();
                break;
            case JsonToken.String:
                Text(reader, reader.Text, reader.IsFirstPiece, reader.IsLastPiece);
                break;
            case JsonToken.Number:
                Text(reader, reader.Text, isFirst: true, isLast: true);
                break;
            case JsonToken.True or JsonToken.False:
                Text(reader, reader.Token == JsonToken.True ? True : False, isFirst: true, isLast: true);
                break;
            case JsonToken.Null:
                Null(reader);
                break;
        }
    }

    private void Name(JsonReader reader)
    {
        string name = reader.Name.Text;
        var type = _frames[^1].Element.Type;
        (_element, _attribute, _isText) = (null, null, false);
        if (type.Elements.TryGetValue(name, out var element))
        {
            _element = element;
            if (!writer.Begin(_frames[^1], element)) throw TooLate(reader, name);
            return;
        }

        if (type.Attributes.TryGetValue(name.StartsWith('@') ? name[1..] : name, out var attribute))
        {
            _attribute = attribute;
            if (_frames[^1].IsStarted) throw TooLate(reader, name);
            return;
        }

        _isText = name == JsonName.TextName && type.Text is not null;
        if (!_isText) throw Unknown(reader, name, type);
        if (_frames[^1].IsStarted) throw TooLate(reader, name);
    }

    private void StartObject(JsonReader reader)
    {
        var element = Open(reader, "an object");
        if (element.Type.IsSimple)
            throw Invalid(reader, $"The element {element.Local} has a text only, and the JSON has an object for it.");
        Promotions?.StartElement(element.Local, element.Namespace);
        _frames.Add(new ShapedFrame(element, isArray: false));
    }

    private void EndObject()
    {
        var frame = _frames[^1];
        writer.EndObject(frame);
        _frames.RemoveAt(_frames.Count - 1);
        _elements--;
        Promotions?.EndElement();
        EndProperty();
    }

    private void StartArray(JsonReader reader)
    {
        if (_frames is [.., { IsArray: true }]) throw Invalid(reader, "An array stands directly in an array.");
        if (_element is not { } element)
            throw Invalid(reader, "The schema has a single value where the JSON has an array.");
        if (!element.Repeats || _frames.Count == 0)
            throw Invalid(reader, $"The element {element.Local} does not repeat, and the JSON has an array for it.");
        _frames.Add(new ShapedFrame(element, isArray: true));
    }

    // A value has ended: if it was all of a property, what waited for it may go on.
    private void EndProperty()
    {
        if (_frames is [.., { IsArray: false } parent]) writer.End(parent, _frames);
    }

    private void Text(JsonReader reader, ArraySegment<char> text, bool isFirst, bool isLast)
    {
        var piece = text.AsSpan();
        if (XmlCharacters.IndexIn(piece) is var at && at >= 0) throw XmlCharacters.Fault(piece, at, reader.Place);
        bool isAside = (_attribute is not null || _isText) && _frames is [.., { IsArray: false }];
        if (isAside)
        {
            Aside(piece, isFirst, isLast);
            return;
        }

        if (isFirst)
        {
            var element = Open(reader, "a single value");
            if (element.Type.Text is null)
                throw Invalid(
                    reader, $"The element {element.Local} has elements, and the JSON has a single value for it.");
            writer.OpenText(element);
            Promotions?.StartElement(element.Local, element.Namespace);
        }

        writer.Text(piece);
        Promotions?.Text(piece);
        if (!isLast)
        {
            writer.Limit(_frames);
            return;
        }

        writer.Close(Here!);
        _elements--;
        Promotions?.EndElement();
        EndProperty();
    }

    // An attribute, or the text beside attributes: kept until the start tag is written.
    private void Aside(ReadOnlySpan<char> piece, bool isFirst, bool isLast)
    {
        if (isFirst) _value.Clear();
        _value.Append(piece);
        if (_isText) Promotions?.Text(piece);
        if (!isLast) return;
        var frame = _frames[^1];
        if (_attribute is { } attribute)
        {
            frame.Attributes.Add((attribute, _value.ToString()));
            Promotions?.Attribute(attribute.Local, attribute.Namespace, _value.ToString());
        }
        else
        {
            frame.Text = new StringBuilder().Append(_value);
        }

        writer.End(frame, _frames);
    }

    private void Null(JsonReader reader)
    {
        if (_frames is [.., { IsArray: false }] && _element is null) return;
        var element = Open(reader, "null");
        _elements--;
        if (element.IsNillable) writer.Nil(element);
        else if (!element.IsOptional || _frames is [] or [.., { IsArray: true }])
            throw Invalid(reader, $"The schema lets the element {element.Local} neither be missing nor be nil, and the "
                + "JSON has null for it.");
        EndProperty();
    }

    private ElementShape? Here => _frames is [.., { IsArray: true } array] ? array.Element : _element;

    private ElementShape Open(JsonReader reader, string what)
    {
        if (++_elements > limits.Depth) throw DocumentLimits.TooDeep(limits.Depth, reader.Place);
        return Here ?? throw Invalid(reader, $"The schema has an attribute or a text where the JSON has {what}.");
    }

    private static DocumentFaultException TooLate(JsonReader reader, string name) => new(new Failure(
        FailureCodes.Limit,
        $"The property '{Excerpt.Of(name)}' belongs in front of others by the schema, and more than "
            + $"{ShapedWriter.HeldBytes:N0} bytes have waited for it. Have the sender write the properties in the "
            + "order of the schema.",
        reader.Place));

    private DocumentFaultException Unknown(JsonReader reader, string name, TypeShape type)
    {
        const int Shown = 8;
        string[] known = [.. type.Elements.Keys, .. type.Attributes.Keys.Select(attribute => "@" + attribute)];
        string list = known.Length == 0 ? "nothing"
            : string.Join(", ", known.Take(Shown)) + (known.Length > Shown ? ", …" : "");
        string near = Spelling.Nearest(name, known) is { } nearest ? $"; {nearest} is probably meant" : "";
        return Invalid(reader,
            $"The schema gives the element {_frames[^1].Element.Local} no property '{Excerpt.Of(name)}': it has {list}"
                + $"{near}.");
    }

    private DocumentFaultException Invalid(JsonReader reader, string what) => new(new Failure(
        FailureCodes.Invalid, $"{what} Have the sender correct the JSON, or correct the schema {schema.File}.",
        reader.Place));
}
