using System.Xml;
using Viaduct.Formats.Json.Schemas;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Json.Writing;

/// <summary>Reads a document once, from its start to its end, and writes it as JSON.</summary>
internal sealed class JsonPass : IDisposable
{
    private readonly DocumentReader _document;
    private readonly JsonDocumentWriter _writer;
    private readonly ElementText _text;

    /// <summary>Begins a pass.</summary>
    /// <param name="document">The document, not yet read.</param>
    /// <param name="schema">What says the types of values, or null: the document itself.</param>
    /// <param name="keepRoot">True to write an object around it, with the root as its property.</param>
    public JsonPass(DocumentReader document, ShapedSchema? schema, bool keepRoot)
    {
        _document = document;
        _text = new ElementText(document);
        _writer = new JsonDocumentWriter(document, schema, keepRoot);
    }

    /// <summary>Reads everything, and writes everything to <paramref name="target"/>.</summary>
    /// <exception cref="DocumentFaultException">JSON cannot have the document.</exception>
    public async ValueTask RunAsync(Stream target, CancellationToken cancellationToken)
    {
        while (await _document.ReadAsync(cancellationToken))
        {
            if (!TakeMany()) await _text.GatherAsync(cancellationToken);
            if (_writer.IsFull) await _writer.DrainAsync(target, cancellationToken);
        }

        await _writer.DrainAsync(target, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
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
                    _writer.Start(_text.Take());
                    if (isEmpty) _writer.End(default);
                    break;
                case XmlNodeType.EndElement:
                    _writer.End(_text.Take());
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                case XmlNodeType.Whitespace when _document.Xml.Depth > 0:
                    if (!_text.TryGather()) return false;
                    break;
            }
        }
        while (!_writer.IsFull && _document.TryRead());
        return true;
    }
}
