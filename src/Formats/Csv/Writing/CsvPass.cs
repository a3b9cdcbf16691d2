using System.Text;
using System.Xml;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile.Writing;
using Viaduct.Formats.Json;
using Viaduct.Formats.Xml.Reading;
using Viaduct.Formats.Xml.Writing;

namespace Viaduct.Formats.Csv.Writing;

/// <summary>Reads a document once, from its start to its end, and writes its rows.</summary>
internal sealed class CsvPass : IDisposable
{
    private readonly DocumentReader _document;
    private readonly string _record;
    private readonly OutputBuffer _buffer;
    private readonly CharSink _sink;
    private readonly CsvRowWriter _writer;
    private readonly ElementText _text;
    private int _rowDepth;

    /// <summary>Begins a pass.</summary>
    public CsvPass(
        DocumentReader document, CsvAssembleOptions options, CsvForm form, OutputBuffer buffer, Encoding encoding)
    {
        (_document, _record, _buffer) = (document, options.Record, buffer);
        _text = new ElementText(document);
        _sink = new CharSink(buffer, encoding);
        _writer = new CsvRowWriter(options, form, _sink);
    }

    /// <summary>Reads everything, and writes everything to <paramref name="target"/>.</summary>
    /// <exception cref="DocumentFaultException">The document has no rows of columns.</exception>
    /// <exception cref="EncoderFallbackException">The encoding lacks a character.</exception>
    public async ValueTask RunAsync(Stream target, CancellationToken cancellationToken)
    {
        while (await _document.ReadAsync(cancellationToken))
        {
            if (!TakeMany()) await _text.GatherAsync(cancellationToken);
            if (!_sink.IsFull) continue;
            _sink.Encode();
            if (_buffer.IsFull) await _buffer.DrainAsync(target, cancellationToken);
        }

        _writer.End();
        _sink.Encode();
        await _buffer.DrainAsync(target, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sink.Dispose();
        _writer.Dispose();
        _text.Dispose();
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
                    Start();
                    if (isEmpty) End(_document.Xml.Depth);
                    break;
                case XmlNodeType.EndElement:
                    End(_document.Xml.Depth);
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                case XmlNodeType.Whitespace when _document.Xml.Depth > 0:
                    if (!_text.TryGather()) return false;
                    break;
            }
        }
        while (!_sink.IsFull && _document.TryRead());
        return true;
    }

    private void Start()
    {
        var xml = _document.Xml;
        CheckText();
        if (xml.Depth == 0) _rowDepth = xml.LocalName == _record ? 0 : 1;
        if (xml.Depth == _rowDepth && xml.LocalName != _record)
            throw Invalid($"The element {Excerpt.Of(xml.LocalName)} is no row: those are called {_record}.");
        if (xml.Depth > _rowDepth + 1)
            throw Invalid($"The column around {Excerpt.Of(xml.LocalName)} has elements in it, and a value is a text.");
        if (!xml.HasAttributes || !xml.MoveToFirstAttribute()) return;
        do
        {
            if (xml.NamespaceURI is JsonXml.Declarations or JsonXml.Instance or JsonXml.Namespace) continue;
            throw Invalid($"The attribute {Excerpt.Of(xml.LocalName)} is no column: columns are elements.");
        }
        while (xml.MoveToNextAttribute());
        xml.MoveToElement();
    }

    private void End(int depth)
    {
        var xml = _document.Xml;
        if (depth == _rowDepth + 1)
        {
            if (_writer.Value(XmlConvert.DecodeName(xml.LocalName)!, _text.Take()) is { } objection)
                throw Invalid(objection);
            return;
        }

        CheckText();
        if (depth == _rowDepth && _writer.EndRow() is { } why) throw Invalid(why);
    }

    private void CheckText()
    {
        if (!_text.IsBlank) throw Invalid("A text stands beside columns.");
        _text.Take();
    }

    private DocumentFaultException Invalid(string what) => new(new Failure(
        FailureCodes.Invalid, $"{what} Correct the document, or the map that makes it.", _document.Place));
}
