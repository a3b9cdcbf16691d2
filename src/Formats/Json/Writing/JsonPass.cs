using System.Buffers;
using System.Xml;
using Viaduct.Formats.Json.Schemas;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Json.Writing;

/// <summary>Reads a document once, from its start to its end, and writes it as JSON.</summary>
internal sealed class JsonPass : IDisposable
{
    private const int FirstChars = 4096;

    private readonly DocumentReader _document;
    private readonly JsonDocumentWriter _writer;
    private char[] _text = ArrayPool<char>.Shared.Rent(FirstChars);
    private int _length;

    /// <summary>Begins a pass.</summary>
    /// <param name="document">The document, not yet read.</param>
    /// <param name="schema">What says the types of values, or null: the document itself.</param>
    /// <param name="keepRoot">True to write an object around it, with the root as its property.</param>
    public JsonPass(DocumentReader document, ShapedSchema? schema, bool keepRoot)
    {
        _document = document;
        _writer = new JsonDocumentWriter(document, schema, keepRoot);
    }

    /// <summary>Reads everything, and writes everything to <paramref name="target"/>.</summary>
    /// <exception cref="DocumentFaultException">JSON cannot have the document.</exception>
    public async ValueTask RunAsync(Stream target, CancellationToken cancellationToken)
    {
        while (await _document.ReadAsync(cancellationToken))
        {
            if (!TakeMany()) await TextAsync(cancellationToken);
            if (_writer.IsFull) await _writer.DrainAsync(target, cancellationToken);
        }

        await _writer.DrainAsync(target, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer.Dispose();
        ArrayPool<char>.Shared.Return(_text);
    }

    // Goes on without waiting while it can. False if a text is not at hand to its end.
    private bool TakeMany()
    {
        do
        {
            switch (_document.Xml.NodeType)
            {
                case XmlNodeType.Element:
                    bool isEmpty = _document.Xml.IsEmptyElement;
                    _writer.Start(Taken());
                    if (isEmpty) _writer.End(default);
                    break;
                case XmlNodeType.EndElement:
                    _writer.End(Taken());
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                case XmlNodeType.Whitespace when _document.Xml.Depth > 0:
                    if (!TryText()) return false;
                    break;
            }
        }
        while (!_writer.IsFull && _document.TryRead());
        return true;
    }

    // The text since the last tag; comments and the like do not divide it.
    private ReadOnlySpan<char> Taken()
    {
        var text = _text.AsSpan(0, _length);
        _length = 0;
        return text;
    }

    private bool TryText()
    {
        while (true)
        {
            Room();
            if (!_document.TryReadPiece(_text, _length, out int read)) return false;
            if (Add(read)) return true;
        }
    }

    private async ValueTask TextAsync(CancellationToken cancellationToken)
    {
        do Room();
        while (!Add(await _document.ReadPieceAsync(_text, _length, cancellationToken)));
    }

    private void Room()
    {
        if (_text.Length - _length >= FirstChars / 2) return;
        char[] larger = ArrayPool<char>.Shared.Rent(_text.Length * 2);
        _text.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<char>.Shared.Return(_text);
        _text = larger;
    }

    // True if the text has come to its end: the parser fills what it is given, but for one half of a pair.
    private bool Add(int read)
    {
        bool isEnd = read < _text.Length - _length - 1;
        _length += read;
        if (_length > _document.Limits.ValueCharacters)
            throw DocumentLimits.ValueTooLong(_document.Limits.ValueCharacters, _document.Place);
        return isEnd;
    }
}
