using System.Xml;
using Viaduct.Formats.Json.Schemas;
using Viaduct.Formats.Xml.Writing;

namespace Viaduct.Formats.Json.Converting;

/// <summary>Writes elements in the order of their schema, whatever order they are read in.</summary>
internal sealed class ShapedWriter : IDisposable
{
    /// <summary>How much may wait for what belongs in front of it, in bytes.</summary>
    public const int HeldBytes = 1 << 20;

    private const string OtherPrefix = "ns1";
    private const string XmlNamespace = "http://www.w3.org/XML/1998/namespace";

    private static readonly XmlWriterSettings Settings = DocumentForm.Inside.WriterSettings(declare: false);

    private readonly HeldOutput _output;
    private readonly Utf8Text _text;
    private readonly ElementShape _root;

    /// <summary>Begins a document.</summary>
    /// <param name="document">Where it goes.</param>
    /// <param name="root">Its root element.</param>
    public ShapedWriter(OutputBuffer document, ElementShape root)
    {
        _root = root;
        _output = new HeldOutput(document);
        _text = new Utf8Text(_output, Settings);
    }

    /// <summary>Elements of a property of an object follow.</summary>
    /// <returns>False if they come too late: what belongs behind them is written.</returns>
    public bool Begin(ShapedFrame frame, ElementShape shape)
    {
        frame.See(shape);
        if (shape.Order < frame.WrittenTo) return false;
        if (frame.MayWrite(shape.Order))
        {
            Start(frame);
            frame.WrittenTo = shape.Order;
            return true;
        }

        _text.Flush();
        _output.Begin();
        frame.HeldNow = shape;
        return true;
    }

    /// <summary>The property ends.</summary>
    public void End(ShapedFrame frame, IReadOnlyList<ShapedFrame> frames)
    {
        if (frame.HeldNow is { } shape)
        {
            _text.Flush();
            frame.Held.Add((shape.Order, _output.End()));
            frame.HeldNow = null;
        }

        Release(frame, all: false);
        Limit(frames);
    }

    /// <summary>Lets go of what waits for things that may never come, if it is too much.</summary>
    public void Limit(IReadOnlyList<ShapedFrame> frames)
    {
        if (_output.Held <= HeldBytes) return;
        _text.Flush();
        foreach (var frame in frames)
        {
            if (frame.IsArray) continue;
            if (frame.HeldNow is not { } shape)
            {
                if (ReferenceEquals(frame, frames[^1])) Release(frame, all: true);
                continue;
            }

            var piece = _output.EndOutermost();
            frame.HeldNow = null;
            _output.IsDirect = true;
            Start(frame);
            foreach (var (_, held) in frame.Held.Where(held => held.Order < shape.Order).OrderBy(held => held.Order))
                Write(held);
            frame.Held.RemoveAll(held => held.Order < shape.Order);
            Write(piece);
            _output.IsDirect = false;
            frame.WrittenTo = shape.Order;
        }
    }

    /// <summary>An object ends: what waits in it is written.</summary>
    public void EndObject(ShapedFrame frame)
    {
        if (frame is { IsStarted: false, Held.Count: 0, Text: null })
        {
            Tag(frame);
            _text.Markup(" />"u8);
            return;
        }

        Start(frame);
        Release(frame, all: true);
        Close(frame.Element);
    }

    /// <summary>Begins an element that has a text only.</summary>
    public void OpenText(ElementShape shape)
    {
        Name(shape);
        _text.Markup(">"u8);
    }

    /// <summary>Writes a piece of text.</summary>
    public void Text(ReadOnlySpan<char> text) => _text.Content(text);

    /// <summary>Ends an element.</summary>
    public void Close(ElementShape shape)
    {
        _text.Name("</"u8, PrefixOf(shape.Namespace), shape.Local);
        _text.Markup(">"u8);
    }

    /// <summary>Writes an element that says it has no value.</summary>
    public void Nil(ElementShape shape)
    {
        Name(shape);
        _text.Markup(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\" />"u8);
    }

    /// <summary>Sends on what has gathered here.</summary>
    public void Flush() => _text.Flush();

    /// <inheritdoc/>
    public void Dispose() => _text.Dispose();

    private void Release(ShapedFrame frame, bool all)
    {
        if (frame.Held.Count == 0) return;
        while (frame.TakeFirst(all) is { } piece)
        {
            Start(frame);
            Write(piece);
        }
    }

    private void Write(MemoryStream piece)
    {
        _text.Flush();
        _output.Release(piece);
    }

    private void Start(ShapedFrame frame)
    {
        if (frame.IsStarted) return;
        frame.IsStarted = true;
        Tag(frame);
        _text.Markup(">"u8);
        if (frame.Text is { } text) _text.Content(text.ToString());
        _text.Flush();
    }

    private void Tag(ShapedFrame frame)
    {
        Name(frame.Element);
        for (int i = 0; i < frame.Attributes.Count; i++)
        {
            var (shape, value) = frame.Attributes[i];
            string prefix = shape.Namespace switch
            {
                "" => "",
                XmlNamespace => "xml",
                _ => $"a{i}",
            };
            if (prefix is not ("" or "xml")) Declare(prefix, shape.Namespace);
            _text.Name(" "u8, prefix, shape.Local);
            _text.Markup("=\""u8);
            _text.Attribute(value);
            _text.Markup("\""u8);
        }
    }

    private void Name(ElementShape shape)
    {
        _text.Name("<"u8, PrefixOf(shape.Namespace), shape.Local);
        string prefix = PrefixOf(shape.Namespace);
        if (prefix == OtherPrefix || (prefix.Length > 0 && ReferenceEquals(shape, _root)))
            Declare(prefix, shape.Namespace);
    }

    private void Declare(string prefix, string ns)
    {
        _text.Name(" "u8, "xmlns", prefix);
        _text.Markup("=\""u8);
        _text.Attribute(ns);
        _text.Markup("\""u8);
    }

    private string PrefixOf(string ns) =>
        ns.Length == 0 ? "" : ns == _root.Namespace ? JsonXml.RootPrefix : OtherPrefix;
}
