using System.Buffers;
using System.Diagnostics;
using System.Xml;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Promotion;
using Viaduct.Formats.Xml.Reading;
using Viaduct.Formats.Xml.Schemas;

namespace Viaduct.Formats.Xml.Writing;

/// <summary>
/// Goes through a document once, from its start to its end, and does in this one pass whatever is wanted: copy it,
/// promote from it, validate it. Memory does not grow with the document.
/// </summary>
internal sealed class DocumentPass : IDisposable
{
    private const int PieceCharacters = 4096;
    private const string XmlnsNamespace = "http://www.w3.org/2000/xmlns/";

    private readonly DocumentReader _document;
    private readonly DocumentOutput? _output;
    private readonly XmlReader _xml;
    private readonly char[] _piece = ArrayPool<char>.Shared.Rent(PieceCharacters);
    private IEnumerable<KeyValuePair<string, string>> _inherited = [];
    private bool _begun;
    private bool _isPart;

    /// <summary>A pass over a document.</summary>
    /// <param name="document">The document, not yet read.</param>
    /// <param name="output">Where it is copied to, or null.</param>
    public DocumentPass(DocumentReader document, DocumentOutput? output) =>
        (_document, _output, _xml) = (document, output, document.Xml);

    /// <summary>Takes properties out of the document; set when the root is known.</summary>
    public PromotionRun? Promotions { get; set; }

    /// <summary>Validates the document; set when the root is known.</summary>
    public SchemaValidation? Validation { get; set; }

    /// <summary>Reads up to the start of the root element, where the type of the document is known.</summary>
    public async ValueTask ReadToRootAsync(CancellationToken cancellationToken)
    {
        while (await _document.ReadAsync(cancellationToken))
        {
            if (!_begun) Begin();
            if (_xml.NodeType == XmlNodeType.Element) return;
            BeforeRoot();
            if (_output is { IsFull: true }) await _output.DrainAsync(cancellationToken);
        }
    }

    /// <summary>Reads from the root element to the end.</summary>
    public async ValueTask ReadToEndAsync(CancellationToken cancellationToken)
    {
        do
        {
            await NodeAsync(cancellationToken);
            if (HasEnough) return;
            if (_output is { IsFull: true }) await _output.DrainAsync(cancellationToken);
        }
        while (await _document.ReadAsync(cancellationToken));
        Validation?.End();
    }

    /// <summary>
    /// Reads the element on which the parser stands, to its end, whatever is wrong with it: what is around it belongs
    /// to others.
    /// </summary>
    /// <param name="inherited">The namespaces that are declared around it, by prefix.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask ReadElementAsync(
        IEnumerable<KeyValuePair<string, string>> inherited, CancellationToken cancellationToken)
    {
        (_isPart, _inherited) = (true, inherited);
        _output?.Begin(declared: false, null);
        int depth = _xml.Depth;
        bool isOpen = !_xml.IsEmptyElement;
        await NodeAsync(cancellationToken);
        while (isOpen)
        {
            if (_output is { IsFull: true }) await _output.DrainAsync(cancellationToken);
            await _document.ReadAsync(cancellationToken);
            isOpen = _xml.NodeType != XmlNodeType.EndElement || _xml.Depth != depth;
            await NodeAsync(cancellationToken);
        }

        Validation?.End();
    }

    /// <summary>Takes the node on which the parser stands.</summary>
    public ValueTask NodeAsync(CancellationToken cancellationToken)
    {
        switch (_xml.NodeType)
        {
            case XmlNodeType.Element:
                StartElement();
                return default;
            case XmlNodeType.EndElement:
                _output?.Xml.WriteFullEndElement();
                EndElement();
                return default;
            case XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.CDATA:
            case XmlNodeType.Whitespace when _xml.Depth > 0:
                return ValueAsync(cancellationToken);
            default:
                Aside();
                return default;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<char>.Shared.Return(_piece);

    // The rest of a bad document need not be read; but what follows a bad part must be.
    private bool HasEnough =>
        !_isPart && (Validation is { HasEnough: true } || Promotions is { Failure: not null });

    private void Begin()
    {
        _begun = true;
        bool declared = _xml.NodeType == XmlNodeType.XmlDeclaration;
        string? standalone = declared ? _xml.GetAttribute("standalone") : null;
        _output?.Begin(declared, standalone is null ? null : standalone == "yes");
    }

    private void BeforeRoot()
    {
        if (_xml.NodeType == XmlNodeType.XmlDeclaration) return;
        if (_xml.NodeType == XmlNodeType.ProcessingInstruction && _output is { Form.KeepInstructions: false }) return;
        Aside();
    }

    // What has no meaning for promotion and validation.
    private void Aside()
    {
        string value = Limited(_xml.Value);
        switch (_xml.NodeType)
        {
            case XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                _output?.Xml.WriteWhitespace(value);
                break;
            case XmlNodeType.Comment:
                _output?.Xml.WriteComment(value);
                break;
            case XmlNodeType.ProcessingInstruction:
                _output?.Xml.WriteProcessingInstruction(_xml.Name, value);
                break;
            default:
                throw new UnreachableException($"A node of type {_xml.NodeType}, which the parser is told to refuse.");
        }
    }

    private void StartElement()
    {
        // Forbidden by Namespaces in XML; the library's parser lets it pass, its writer does not.
        if (_xml.Prefix == "xmlns")
            throw new DocumentFaultException(new Failure(
                FailureCodes.BadInput,
                "An element has the prefix 'xmlns', which is reserved for declarations: have the sender correct it.",
                _document.Place));
        bool isEmpty = _xml.IsEmptyElement;
        _output?.Xml.WriteStartElement(_xml.Prefix, _xml.LocalName, _xml.NamespaceURI);
        if (_output is not null) DeclareInherited(_output);
        Promotions?.StartElement(_xml.LocalName, _xml.NamespaceURI);
        Validation?.StartElement();
        if (_xml.MoveToFirstAttribute())
        {
            do Attribute();
            while (_xml.MoveToNextAttribute());
            _xml.MoveToElement();
        }

        Validation?.EndAttributes();
        if (!isEmpty) return;
        _output?.Xml.WriteEndElement();
        EndElement();
    }

    // Names in values (xsi:type, paths) mean the declarations around them, so all are kept.
    private void DeclareInherited(DocumentOutput output)
    {
        foreach (var (prefix, ns) in _inherited)
        {
            bool isDefault = prefix.Length == 0;
            string local = isDefault ? "xmlns" : prefix;
            if (_xml.GetAttribute(local, XmlnsNamespace) is null)
                output.Xml.WriteAttributeString(isDefault ? "" : "xmlns", local, XmlnsNamespace, ns);
        }

        _inherited = [];
    }

    private void Attribute()
    {
        var (local, ns, value) = (_xml.LocalName, _xml.NamespaceURI, Limited(_xml.Value));
        _output?.Xml.WriteAttributeString(_xml.Prefix, local, ns, value);
        if (ns == XmlnsNamespace) return;
        Promotions?.Attribute(local, ns, value);
        Validation?.Attribute(local, ns, value);
    }

    private void EndElement()
    {
        Promotions?.EndElement();
        Validation?.EndElement();
    }

    private ValueTask ValueAsync(CancellationToken cancellationToken)
    {
        bool isCData = _xml.NodeType == XmlNodeType.CDATA;
        bool isSpace = _xml.NodeType == XmlNodeType.Whitespace;
        if (isCData) _output?.Xml.WriteRaw("<![CDATA[");

        // Nearly all values are short and at hand. The parser wants room for a pair of surrogates.
        int filled = 0;
        while (filled < _piece.Length - 1 && _document.TryReadPiece(_piece, filled, out int read))
        {
            filled += read;
            if (read > 0) continue;
            EndValue(filled, filled, isCData, isSpace);
            return default;
        }

        return LongValueAsync(filled, isCData, isSpace, cancellationToken);
    }

    // In pieces, so that a text of any length passes through a buffer of one.
    private async ValueTask LongValueAsync(
        int filled, bool isCData, bool isSpace, CancellationToken cancellationToken)
    {
        long total = filled;
        int read;
        do
        {
            // A pair of surrogates is never written in two pieces.
            int held = filled > 0 && char.IsHighSurrogate(_piece[filled - 1]) ? 1 : 0;
            Piece(filled - held, total, isCData, isSpace);
            if (held > 0) _piece[0] = _piece[filled - 1];
            if (_output is { IsFull: true }) await _output.DrainAsync(cancellationToken);
            read = await _document.ReadPieceAsync(_piece, held, cancellationToken);
            filled = held + read;
            total += read;
        }
        while (read > 0 && !HasEnough);
        EndValue(filled, total, isCData, isSpace);
    }

    private void EndValue(int length, long total, bool isCData, bool isSpace)
    {
        Piece(length, total, isCData, isSpace);
        if (isCData) _output?.Xml.WriteRaw("]]>");
    }

    private void Piece(int length, long total, bool isCData, bool isSpace)
    {
        if (total > _document.Limits.ValueCharacters)
            throw DocumentLimits.ValueTooLong(_document.Limits.ValueCharacters, _document.Place);
        if (length == 0) return;
        if (isCData) _output?.Xml.WriteRaw(_piece, 0, length);
        else _output?.Xml.WriteChars(_piece, 0, length);
        var piece = _piece.AsSpan(0, length);
        Promotions?.Text(piece);
        Validation?.Text(piece, isSpace);
    }

    private string Limited(string value) => value.Length <= _document.Limits.ValueCharacters
        ? value
        : throw DocumentLimits.ValueTooLong(_document.Limits.ValueCharacters, _document.Place);
}
