using System.Text;
using System.Xml;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile.Grammar;
using Viaduct.Formats.Xml.Reading;
using Viaduct.Formats.Xml.Writing;

namespace Viaduct.Formats.FlatFile.Writing;

/// <summary>Reads a document once, from its start to its end, and writes it as a flat file.</summary>
internal sealed class FlatPass : IDisposable
{
    private const string InstanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";

    private readonly DocumentReader _document;
    private readonly FlatGrammar _grammar;
    private readonly OutputBuffer _buffer;
    private readonly CharSink _sink;
    private readonly RecordWriter _writer;
    private readonly ElementText _text;
    private FlatNode? _field;

    /// <summary>Begins a pass.</summary>
    public FlatPass(DocumentReader document, FlatGrammar grammar, OutputBuffer buffer, Encoding encoding)
    {
        (_document, _grammar, _buffer) = (document, grammar, buffer);
        _text = new ElementText(document);
        _sink = new CharSink(buffer, encoding);
        _writer = new RecordWriter(grammar, _sink);
    }

    /// <summary>Reads everything, and writes everything to <paramref name="target"/>.</summary>
    /// <exception cref="DocumentFaultException">The document does not fit the schema.</exception>
    /// <exception cref="EncoderFallbackException">The encoding lacks a character.</exception>
    public async ValueTask RunAsync(Stream target, CancellationToken cancellationToken)
    {
        while (await _document.ReadAsync(cancellationToken))
        {
            if (!TakeMany())
            {
                await _text.GatherAsync(cancellationToken);
                CheckText();
            }

            if (!_sink.IsFull || !_writer.IsSettled) continue;
            _sink.Encode();
            if (_buffer.IsFull) await _buffer.DrainAsync(target, cancellationToken);
        }

        _sink.Encode();
        await _buffer.DrainAsync(target, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sink.Dispose();
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
                    Start();
                    break;
                case XmlNodeType.EndElement:
                    End();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                case XmlNodeType.Whitespace when _field is not null:
                    if (!_text.TryGather()) return false;
                    CheckText();
                    break;
            }
        }
        while (!_sink.IsFull && _document.TryRead());
        return true;
    }

    private void Start()
    {
        var xml = _document.Xml;
        if (_field is not null)
            throw Invalid($"The field {_field.Name} contains the element {Excerpt.Of(xml.LocalName)}.", _field);
        var node = _writer.Find(xml.LocalName, xml.NamespaceURI) ?? throw Unexpected(xml);
        bool isEmpty = xml.IsEmptyElement;
        if (node.Kind == NodeKind.Field) _field = node;
        else Begin(node);
        if (isEmpty) End();
    }

    private void Begin(FlatNode record)
    {
        var xml = _document.Xml;
        Dictionary<FlatNode, string>? attributes = null;
        if (xml.HasAttributes && xml.MoveToFirstAttribute())
        {
            do
            {
                if (xml.Prefix == "xmlns" || xml.Name == "xmlns" || xml.NamespaceURI == InstanceNamespace) continue;
                var leaf = record.Leaves.FirstOrDefault(leaf => leaf.IsAttribute && leaf.Name == xml.LocalName)
                    ?? throw Invalid(
                        $"The schema gives the record {record.Name} no attribute {Excerpt.Of(xml.LocalName)}.", record);
                (attributes ??= []).Add(leaf, xml.Value);
            }
            while (xml.MoveToNextAttribute());
            xml.MoveToElement();
        }

        _writer.Begin(record, attributes);
    }

    private void End()
    {
        if (_field is { } field)
        {
            _writer.Field(field, _text.Take());
            _field = null;
            return;
        }

        _writer.End();
    }

    // Between fields there is nothing but white space.
    private void CheckText()
    {
        if (_field is not null) return;
        if (!_text.IsBlank)
            throw Invalid($"The record {_writer.Current?.Name} contains text beside its fields.", _writer.Current);
        _text.Take();
    }

    private DocumentFaultException Unexpected(XmlReader xml)
    {
        string name = Excerpt.Of(xml.NamespaceURI.Length == 0 ? xml.LocalName : $"{xml.NamespaceURI}#{xml.LocalName}");
        if (_writer.Current is { } record)
            return Invalid($"The schema gives the record {record.Name} no element {name}.", record);
        return new DocumentFaultException(new Failure(
            FailureCodes.UnknownDocument,
            $"The document is of type '{name}', and the schema {_grammar.File} describes {_grammar.MessageType}. Use "
                + "the schema of this document, or map it before.",
            _document.Place));
    }

    private DocumentFaultException Invalid(string what, FlatNode? node) => new(new Failure(
        FailureCodes.Invalid,
        $"{what} Correct the document, or use the schema {_grammar.File} in the map that makes it.",
        _document.Place with { Record = node?.Owner.Name, Field = node?.Kind == NodeKind.Field ? node.Name : null }));
}
