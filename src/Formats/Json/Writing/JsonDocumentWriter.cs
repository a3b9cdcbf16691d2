using System.Xml;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Json.Reading;
using Viaduct.Formats.Json.Schemas;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Json.Writing;

/// <summary>
/// Writes elements as values of JSON. What an element is shows when it ends or when elements follow in it; whether it
/// is the first item of an array shows behind it, so it is held until then, up to a length.
/// </summary>
internal sealed class JsonDocumentWriter : IDisposable
{
    /// <summary>The longest value, in bytes, that becomes the first item of an array without being marked.</summary>
    public const int HeldBytes = 1 << 20;

    private readonly DocumentReader _document;
    private readonly ShapedSchema? _schema;
    private readonly bool _keepRoot;
    private readonly JsonBuffer _buffer = new();
    private readonly NameScopes _scopes = new();
    private readonly List<JsonFrame> _frames = [];
    private readonly Dictionary<string, MemberName> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MemberName> _attributes = new(StringComparer.Ordinal);
    private readonly Dictionary<object, MemberName> _elements = new(ReferenceEqualityComparer.Instance);
    private int _depth;

    /// <summary>Begins in front of the root element.</summary>
    public JsonDocumentWriter(DocumentReader document, ShapedSchema? schema, bool keepRoot) =>
        (_document, _schema, _keepRoot) = (document, schema, keepRoot);

    /// <summary>True if <see cref="DrainAsync"/> should be called.</summary>
    public bool IsFull => _buffer.IsFull(Held);

    private JsonFrame Top => _frames[_depth - 1];

    // Where what must stay begins.
    private long Held
    {
        get
        {
            for (int i = 0; i < _depth; i++)
            {
                var frame = _frames[i];
                if (frame.LastStart < 0) continue;
                if (_buffer.End - frame.LastStart <= HeldBytes) return frame.LastStart;
                (frame.LastStart, frame.IsLastTooLong) = (-1, true);
            }

            return _buffer.End;
        }
    }

    /// <summary>Sends on what is certain.</summary>
    public ValueTask DrainAsync(Stream target, CancellationToken cancellationToken) =>
        _buffer.DrainAsync(target, Held, cancellationToken);

    /// <summary>The element on which the parser stands begins.</summary>
    /// <param name="before">The text in front of it.</param>
    /// <exception cref="DocumentFaultException">JSON cannot have it.</exception>
    public void Start(ReadOnlySpan<char> before)
    {
        var xml = _document.Xml;
        var marks = ElementMarks.Of(_document);
        ElementShape? shape;
        if (_depth == 0)
        {
            shape = Root(xml);
            if (_keepRoot)
            {
                _buffer.Write("{"u8);
                _buffer.Write(NameOf(marks.Name ?? XmlConvert.DecodeName(xml.LocalName)!).Json);
            }
        }
        else
        {
            var parent = Top;
            BeContainer(parent, xml);
            TextBeside(parent, before);
            shape = parent.Shape?.Find(xml.LocalName, xml.NamespaceURI);
            if (parent.Kind == FrameKind.Array) Separate(parent);
            else Member(parent, marks, shape);
        }

        Push(marks, shape);
        if (marks.HasAttributes) Attributes(xml);
    }

    /// <summary>The innermost element ends.</summary>
    /// <param name="text">The text since its start, or since the last element in it.</param>
    /// <exception cref="DocumentFaultException">JSON cannot have it.</exception>
    public void End(ReadOnlySpan<char> text)
    {
        var frame = Top;
        switch (frame.Kind)
        {
            case FrameKind.Object:
                TextBeside(frame, text);
                CloseArray(frame);
                _buffer.Write("}"u8);
                _scopes.Leave();
                break;
            case FrameKind.Array:
                TextBeside(frame, text);
                _buffer.Write("]"u8);
                break;
            case FrameKind.Null:
                if (!IsSpace(text)) throw Invalid("An element that says it is null has a text.");
                _buffer.Write("null"u8);
                break;
            default:
                Scalar(frame.Kind switch
                {
                    FrameKind.Number => ValueKind.Number,
                    FrameKind.Boolean => ValueKind.Boolean,
                    FrameKind.String => ValueKind.Text,
                    _ => frame.Shape?.Text ?? ValueKind.Text,
                }, text, frame.Kind == FrameKind.Open);
                break;
        }

        _depth--;
        if (_depth == 0 && _keepRoot) _buffer.Write("}"u8);
        if (_depth > 0) Settle(Top);
    }

    /// <inheritdoc/>
    public void Dispose() => _buffer.Dispose();

    private ElementShape? Root(XmlReader xml)
    {
        if (_schema is null) return null;
        if (_schema.Type == new DocumentType(xml.NamespaceURI, xml.LocalName)) return _schema.Root;
        string type = new DocumentType(xml.NamespaceURI, xml.LocalName).MessageType;
        throw new DocumentFaultException(new Failure(
            FailureCodes.UnknownDocument,
            $"The document is of type '{Excerpt.Of(type)}', and the schema {_schema.File} describes {_schema.Type}. "
                + "Use the schema of this document, or map it before.",
            _document.Place));
    }

    private void Push(in ElementMarks marks, ElementShape? shape)
    {
        var type = shape?.Type;
        var kind = marks.Kind ?? FrameKind.Open;
        // By a schema an element without content may still be an object.
        if (kind == FrameKind.Open && (marks.HasAttributes || type is { Text: null })) kind = FrameKind.Object;
        if (_depth == _frames.Count) _frames.Add(new JsonFrame());
        _frames[_depth++].Reset(kind, type);
        if (marks.HasAttributes && kind != FrameKind.Object)
            throw Invalid("An element with attributes is an object in JSON, and this one says it is something else.");
        if (kind == FrameKind.Object) BeginObject();
        else if (kind == FrameKind.Array) _buffer.Write("["u8);
    }

    private void BeginObject()
    {
        _buffer.Write("{"u8);
        _scopes.Enter();
    }

    // An element in it shows that it is an object.
    private void BeContainer(JsonFrame parent, XmlReader xml)
    {
        if (parent.Kind is FrameKind.Object or FrameKind.Array) return;
        if (parent.Kind != FrameKind.Open)
            throw Invalid($"The element {Excerpt.Of(xml.LocalName)} stands in one that says it is no object.");
        parent.Kind = FrameKind.Object;
        BeginObject();
    }

    private void TextBeside(JsonFrame frame, ReadOnlySpan<char> text)
    {
        if (IsSpace(text)) return;
        if (frame.Kind == FrameKind.Array) throw Invalid("An array has a text beside its items.");
        var name = NameOf(JsonName.TextName);
        Property(frame, name, "Text stands in several places between elements.");
        Scalar(frame.Shape?.Text ?? ValueKind.Text, text, isOpen: false);
        frame.Last = null;
    }

    private void Member(JsonFrame parent, in ElementMarks marks, ElementShape? shape)
    {
        var xml = _document.Xml;
        var name = marks.Name is null ? OfElement(xml.LocalName) : NameOf(marks.Name);
        if (ReferenceEquals(parent.Last, name))
        {
            if (parent.IsLastTooLong)
                throw Invalid(
                    $"The element {Excerpt.Of(xml.LocalName)} comes again, and the first was longer than "
                        + $"{HeldBytes:N0} bytes, so that it is written already, not as an array. Mark each with "
                        + $"{JsonXml.Prefix}:array=\"true\" (namespace {JsonXml.Namespace}), or name a schema in "
                        + "which it repeats.");
            if (!parent.IsArrayOpen)
            {
                _buffer.Insert(parent.LastStart, (byte)'[');
                (parent.IsArrayOpen, parent.LastStart) = (true, -1);
            }

            _buffer.Write(","u8);
            return;
        }

        Property(parent, name, $"The element {Excerpt.Of(xml.LocalName)} comes again behind others.");
        parent.Last = name;
        parent.IsLastTooLong = false;
        parent.IsArrayOpen = marks.IsItem || shape is { Repeats: true };
        if (parent.IsArrayOpen) _buffer.Write("["u8);
        parent.LastStart = parent.IsArrayOpen ? -1 : _buffer.End;
    }

    private void Property(JsonFrame frame, MemberName name, string objection)
    {
        CloseArray(frame);
        if (!_scopes.TryAdd(name.Scope))
            throw Invalid($"{objection} An object of JSON has the name '{Excerpt.Of(name.Text)}' only once.");
        Separate(frame);
        _buffer.Write(name.Json);
    }

    private void Separate(JsonFrame frame)
    {
        if (frame.Count++ > 0) _buffer.Write(","u8);
    }

    private void CloseArray(JsonFrame frame)
    {
        if (frame.IsArrayOpen) _buffer.Write("]"u8);
        (frame.IsArrayOpen, frame.LastStart) = (false, -1);
    }

    // A value has ended that may be the first of an array.
    private void Settle(JsonFrame frame)
    {
        if (frame.LastStart >= 0 && _buffer.End - frame.LastStart > HeldBytes)
            (frame.LastStart, frame.IsLastTooLong) = (-1, true);
    }

    private void Attributes(XmlReader xml)
    {
        var frame = Top;
        xml.MoveToFirstAttribute();
        do
        {
            if (!ElementMarks.IsProperty(xml)) continue;
            string local = xml.LocalName;
            if (!_attributes.TryGetValue(local, out var name))
                _attributes.Add(local, name = NameOf("@" + XmlConvert.DecodeName(local)));
            Property(frame, name, $"There are several attributes {Excerpt.Of(local)}.");
            var kind = frame.Shape?.Attributes.GetValueOrDefault(name.Text[1..])?.Kind ?? ValueKind.Text;
            Scalar(kind, xml.Value, isOpen: false);
        }
        while (xml.MoveToNextAttribute());
        xml.MoveToElement();
    }

    private void Scalar(ValueKind kind, ReadOnlySpan<char> text, bool isOpen)
    {
        if (kind == ValueKind.Text)
        {
            _buffer.String(text);
            return;
        }

        // Maps leave elements empty that have no value.
        var trimmed = text.Trim(" \t\r\n");
        if (trimmed.IsEmpty && isOpen)
        {
            _buffer.Write("null"u8);
            return;
        }

        if (kind == ValueKind.Number && JsonNumber.Is(trimmed))
        {
            _buffer.Plain(trimmed);
            return;
        }

        string? written = kind == ValueKind.Number ? JsonNumber.Of(trimmed) : trimmed switch
        {
            "true" or "1" => "true",
            "false" or "0" => "false",
            _ => null,
        };
        if (written is null)
            throw Invalid($"'{Excerpt.Of(text.ToString())}' is no "
                + (kind == ValueKind.Number ? "number that JSON can have." : "truth value: true, false, 1 or 0."));
        _buffer.Plain(written);
    }

    // The parser has each name only once.
    private MemberName OfElement(string local)
    {
        if (!_elements.TryGetValue(local, out var name))
            _elements.Add(local, name = NameOf(XmlConvert.DecodeName(local)!));
        return name;
    }

    private MemberName NameOf(string text)
    {
        if (!_names.TryGetValue(text, out var name)) _names.Add(text, name = new MemberName(text));
        return name;
    }

    private static bool IsSpace(ReadOnlySpan<char> text) => text.Trim(" \t\r\n").IsEmpty;

    private DocumentFaultException Invalid(string what) => new(new Failure(
        FailureCodes.Invalid,
        $"{what} Correct the document, or the map that makes it.",
        _document.Place with { Field = Excerpt.Of(_document.Xml.LocalName) }));
}
