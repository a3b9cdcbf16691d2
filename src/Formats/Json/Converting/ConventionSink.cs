using System.Text;
using System.Xml;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Json.Reading;
using Viaduct.Formats.Xml.Promotion;
using Viaduct.Formats.Xml.Reading;
using Viaduct.Formats.Xml.Writing;

namespace Viaduct.Formats.Json.Converting;

/// <summary>
/// Writes JSON as XML by convention, so that the way back gives the same JSON. One pass; memory is that of the depth.
/// </summary>
/// <param name="root">The name of the root element; null for the name of the only property of the document.</param>
/// <param name="ns">Its namespace.</param>
/// <param name="xml">Where to write.</param>
/// <param name="limits">The limits of this run.</param>
internal sealed class ConventionSink(string? root, string ns, Utf8XmlWriter xml, PipelineLimits limits) : IJsonSink
{
    private static readonly ArraySegment<char> True = "true".ToCharArray();
    private static readonly ArraySegment<char> False = "false".ToCharArray();

    private readonly List<Frame> _frames = [];
    private readonly StringBuilder _attribute = new();
    private JsonName? _name;
    private Target _target;
    private int _elements;
    private bool _isWrapped = root is null;

    private enum Target
    {
        Element,
        Attribute,
        Text,
    }

    /// <summary>The name of the root element, once it is known.</summary>
    public string? Root { get; private set; } = root;

    /// <summary>Takes properties out of the document, or null.</summary>
    public PromotionRun? Promotions { get; set; }

    /// <inheritdoc/>
    public void Take(JsonReader reader)
    {
        if (_isWrapped && TakeWrapper(reader)) return;
        switch (reader.Token)
        {
            case JsonToken.Name:
                _name = reader.Name;
                break;
            case JsonToken.StartObject:
                Open(reader, null);
                _frames.Add(new Frame { IsFresh = true });
                break;
            case JsonToken.EndObject:
                EndObject();
                break;
            case JsonToken.StartArray:
                StartArray(reader);
                break;
            case JsonToken.EndArray:
                EndArray(reader);
                break;
            case JsonToken.String:
                Text(reader);
                break;
            case JsonToken.Number:
                Scalar(reader, JsonXml.NumberType, reader.Text);
                break;
            case JsonToken.True:
                Scalar(reader, JsonXml.BooleanType, True);
                break;
            case JsonToken.False:
                Scalar(reader, JsonXml.BooleanType, False);
                break;
            case JsonToken.Null:
                Scalar(reader, JsonXml.NullType, default);
                break;
        }
    }

    // The object around the only property has no element. True if nothing of it is to be written.
    private bool TakeWrapper(JsonReader reader)
    {
        if (reader is { Token: JsonToken.StartObject, Depth: 1 } && Root is null) return true;
        if (reader is { Token: JsonToken.EndObject, Depth: 0 } && Root is not null) return true;
        if (reader is { Token: JsonToken.Name, Depth: 1 } && Root is null)
        {
            Root = reader.Name.Element;
            if (reader.Name.Text.Length > 0) return true;
        }

        if (Root is not null && !(reader is { Token: JsonToken.Name, Depth: 1 })) return false;
        throw new DocumentFaultException(new Failure(
            FailureCodes.UnknownDocument,
            "The document is not one object with one property whose name could be that of the root element. Name the "
                + "root element: the option root.",
            reader.Place));
    }

    private void StartArray(JsonReader reader)
    {
        // What an object has as an array is repeated elements of its name.
        if (_frames is [.., { IsArray: false }])
        {
            Content();
            _frames.Add(new Frame { IsArray = true, Items = _name });
            return;
        }

        Open(reader, JsonXml.ArrayType);
        _frames.Add(new Frame { IsArray = true, IsElement = true });
    }

    private void EndArray(JsonReader reader)
    {
        var frame = _frames[^1];
        _frames.RemoveAt(_frames.Count - 1);
        if (frame.IsElement)
        {
            Close();
            return;
        }

        if (frame.HasContent) return;
        _name = frame.Items;
        Open(reader, JsonXml.ArrayType);
        Close();
    }

    private void EndObject()
    {
        if (_frames[^1].IsFresh) Own(JsonXml.Type, JsonXml.ObjectType);
        _frames.RemoveAt(_frames.Count - 1);
        Close();
    }

    private void Scalar(JsonReader reader, string type, ArraySegment<char> text)
    {
        Open(reader, type);
        Characters(text);
        Close();
    }

    private void Text(JsonReader reader)
    {
        ReadOnlySpan<char> piece = reader.Text;
        if (XmlCharacters.IndexIn(piece) is var at && at >= 0) throw XmlCharacters.Fault(piece, at, reader.Place);
        if (reader.IsFirstPiece) BeginText(reader, piece);
        if (_target == Target.Attribute) _attribute.Append(piece);
        else Characters(reader.Text);
        if (!reader.IsLastPiece) return;
        if (_target == Target.Element) Close();
        else if (_target == Target.Attribute) Attribute();
    }

    private void BeginText(JsonReader reader, ReadOnlySpan<char> piece)
    {
        _target = Target.Element;
        if (_frames is [.., { IsArray: false } parent] && _name is { } name)
        {
            if (name.Attribute is not null && !parent.HasContent) _target = Target.Attribute;
            else if (name.IsText && !piece.IsEmpty && !XmlConvert.IsWhitespaceChar(piece[0])) _target = Target.Text;
        }

        if (_target == Target.Element)
        {
            Open(reader, null);
        }
        else if (_target == Target.Text)
        {
            // Text alone would be taken for a string.
            if (_frames[^1].IsFresh) Own(JsonXml.Type, JsonXml.ObjectType);
            Content();
        }
        else
        {
            _frames[^1] = _frames[^1] with { IsFresh = false };
            _attribute.Clear();
        }
    }

    private void Attribute()
    {
        string value = _attribute.ToString();
        xml.WriteAttributeString("", _name!.Attribute!, "", value);
        Promotions?.Attribute(_name.Attribute!, "", value);
    }

    private void Characters(ArraySegment<char> text)
    {
        if (text.Count == 0) return;
        xml.WriteChars(text.Array!, text.Offset, text.Count);
        Promotions?.Text(text);
    }

    // Begins the element of a value.
    private void Open(JsonReader reader, string? type)
    {
        if (++_elements > limits.Depth) throw DocumentLimits.TooDeep(limits.Depth, reader.Place);
        if (_frames.Count == 0)
        {
            OpenRoot();
        }
        else
        {
            var parent = _frames[^1];
            var name = parent.IsArray ? parent.Items : _name;
            Content();
            xml.WriteStartElement("", name?.Element ?? JsonXml.Item, "");
            Promotions?.StartElement(name?.Element ?? JsonXml.Item, "");
            if (name?.Text.Length == 0) Own(JsonXml.Name, "");
            if (parent is { IsArray: true, Items: not null }) Own(JsonXml.Array, "true");
        }

        if (type is not null) Own(JsonXml.Type, type);
    }

    private void OpenRoot()
    {
        xml.WriteStartElement(ns.Length == 0 ? "" : JsonXml.RootPrefix, Root!, ns);
        if (ns.Length > 0) xml.WriteAttributeString("xmlns", JsonXml.RootPrefix, JsonXml.Declarations, ns);
        xml.WriteAttributeString("xmlns", JsonXml.Prefix, JsonXml.Declarations, JsonXml.Namespace);
        Promotions?.StartElement(Root!, ns);
    }

    private void Own(string local, string value)
    {
        xml.WriteReadyAttribute((local, value) switch
        {
            (JsonXml.Type, JsonXml.NumberType) => " j:type=\"number\""u8,
            (JsonXml.Type, JsonXml.BooleanType) => " j:type=\"boolean\""u8,
            (JsonXml.Type, JsonXml.NullType) => " j:type=\"null\""u8,
            (JsonXml.Type, JsonXml.ObjectType) => " j:type=\"object\""u8,
            (JsonXml.Type, _) => " j:type=\"array\""u8,
            (JsonXml.Array, _) => " j:array=\"true\""u8,
            _ => " j:name=\"\""u8,
        });
        Promotions?.Attribute(local, JsonXml.Namespace, value);
    }

    // The innermost object or array has something now.
    private void Content()
    {
        if (!_frames[^1].HasContent) _frames[^1] = _frames[^1] with { HasContent = true, IsFresh = false };
    }

    private void Close()
    {
        _elements--;
        xml.WriteEndElement();
        Promotions?.EndElement();
    }

    // Fresh: an object without anything, not even an attribute.
    private readonly record struct Frame(
        bool IsArray, bool IsElement, JsonName? Items, bool HasContent, bool IsFresh);
}
