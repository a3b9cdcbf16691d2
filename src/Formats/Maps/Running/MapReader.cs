using System.Xml;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Maps.Running;

/// <summary>A document for a transformation, read with the limits that every document has.</summary>
internal sealed class MapReader : XmlReader
{
    private readonly CharacterSource _source;
    private readonly DocumentNames _names;
    private readonly PipelineLimits _limits;
    private readonly XmlReader _xml;

    /// <summary>Opens bytes in memory.</summary>
    /// <exception cref="DocumentFaultException">Their encoding is unknown or contradicted.</exception>
    public MapReader(ReadOnlyMemory<byte> bytes, string? contentType, PipelineLimits limits)
    {
        _limits = limits;
        _source = CharacterSource.Over(bytes, contentType, limits.ValueCharacters);
        _names = DocumentNames.Rent();
        _xml = Create(_source, _names.Settings);
    }

    /// <summary>The root element, or null so far.</summary>
    public DocumentType? Root { get; private set; }

    public override int AttributeCount => _xml.AttributeCount;

    public override string BaseURI => "";

    public override int Depth => _xml.Depth;

    public override bool EOF => _xml.EOF;

    public override bool IsEmptyElement => _xml.IsEmptyElement;

    public override string LocalName => _xml.LocalName;

    public override string NamespaceURI => _xml.NamespaceURI;

    public override XmlNameTable NameTable => _xml.NameTable;

    public override XmlNodeType NodeType => _xml.NodeType;

    public override string Prefix => _xml.Prefix;

    public override ReadState ReadState => _xml.ReadState;

    public override XmlReaderSettings? Settings => _xml.Settings;

    public override string Value => _xml.Value;

    public override XmlSpace XmlSpace => _xml.XmlSpace;

    public override string XmlLang => _xml.XmlLang;

    public override string GetAttribute(int i) => _xml.GetAttribute(i);

    public override string? GetAttribute(string name) => _xml.GetAttribute(name);

    public override string? GetAttribute(string name, string? namespaceURI) => _xml.GetAttribute(name, namespaceURI);

    public override string? LookupNamespace(string prefix) => _xml.LookupNamespace(prefix);

    public override bool MoveToAttribute(string name) => _xml.MoveToAttribute(name);

    public override bool MoveToAttribute(string name, string? ns) => _xml.MoveToAttribute(name, ns);

    public override bool MoveToElement() => _xml.MoveToElement();

    public override bool MoveToFirstAttribute() => _xml.MoveToFirstAttribute();

    public override bool MoveToNextAttribute() => _xml.MoveToNextAttribute();

    public override bool ReadAttributeValue() => _xml.ReadAttributeValue();

    public override void ResolveEntity() => _xml.ResolveEntity();

    /// <summary>Goes on, within the limits.</summary>
    /// <exception cref="DocumentFaultException">A limit is exceeded.</exception>
    public override bool Read()
    {
        _source.StartToken();
        if (!_xml.Read()) return false;
        if (_xml.NodeType != XmlNodeType.Element) return true;
        if (_xml.Depth == 0) Root = new DocumentType(_xml.NamespaceURI, _xml.LocalName);
        if (_xml.Depth >= _limits.Depth) throw DocumentLimits.TooDeep(_limits.Depth, Place());
        if (_xml.AttributeCount > DocumentLimits.Attributes) throw DocumentLimits.TooManyAttributes(Place());
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _xml.ReadState != ReadState.Closed)
        {
            _xml.Dispose();
            _names.Return();
        }

        base.Dispose(disposing);
    }

    private FailurePlace Place()
    {
        var lines = (IXmlLineInfo)_xml;
        return new FailurePlace(lines.LineNumber, lines.LinePosition);
    }
}
