using System.Xml;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Maps.Running;

/// <summary>
/// Writes the result of a transformation, notes its root element, and keeps its depth within the limit.
/// </summary>
/// <param name="xml">What writes it.</param>
/// <param name="depthMax">The deepest nesting of elements.</param>
/// <param name="sections">The elements whose text is written as CDATA sections.</param>
internal sealed class ResultWriter(XmlWriter xml, int depthMax, HashSet<DocumentType> sections) : XmlWriter
{
    private readonly Stack<bool>? _areSections = sections.Count == 0 ? null : new();
    private int _depth;
    private bool _isInAttribute;

    /// <summary>The first element, or null so far.</summary>
    public DocumentType? Root { get; private set; }

    /// <summary>True if there is an element, or text that is written without escapes and may hold one.</summary>
    public bool HasElement { get; private set; }

    /// <summary>Writes what is held back.</summary>
    public void End() => xml.Dispose();

    public override XmlWriterSettings? Settings => xml.Settings;

    public override WriteState WriteState => xml.WriteState;

    public override XmlSpace XmlSpace => xml.XmlSpace;

    public override string? XmlLang => xml.XmlLang;

    public override void Flush() => xml.Flush();

    public override string? LookupPrefix(string ns) => xml.LookupPrefix(ns);

    public override void WriteBase64(byte[] buffer, int index, int count) => xml.WriteBase64(buffer, index, count);

    public override void WriteCData(string? text) => xml.WriteCData(text);

    public override void WriteCharEntity(char ch) => xml.WriteCharEntity(ch);

    public override void WriteChars(char[] buffer, int index, int count) => xml.WriteChars(buffer, index, count);

    public override void WriteComment(string? text) => xml.WriteComment(text);

    public override void WriteDocType(string name, string? pubid, string? sysid, string? subset) =>
        xml.WriteDocType(name, pubid, sysid, subset);

    public override void WriteEndAttribute()
    {
        _isInAttribute = false;
        xml.WriteEndAttribute();
    }

    public override void WriteEndDocument() => xml.WriteEndDocument();

    public override void WriteEndElement()
    {
        Leave();
        xml.WriteEndElement();
    }

    public override void WriteEntityRef(string name) => xml.WriteEntityRef(name);

    public override void WriteFullEndElement()
    {
        Leave();
        xml.WriteFullEndElement();
    }

    public override void WriteProcessingInstruction(string name, string? text) =>
        xml.WriteProcessingInstruction(name, text);

    public override void WriteRaw(char[] buffer, int index, int count)
    {
        HasElement |= buffer.AsSpan(index, count).Contains('<');
        xml.WriteRaw(buffer, index, count);
    }

    public override void WriteRaw(string data)
    {
        HasElement |= data.Contains('<');
        xml.WriteRaw(data);
    }

    public override void WriteStartAttribute(string? prefix, string localName, string? ns)
    {
        _isInAttribute = true;
        xml.WriteStartAttribute(prefix, localName, ns);
    }

    public override void WriteStartDocument() => xml.WriteStartDocument();

    public override void WriteStartDocument(bool standalone) => xml.WriteStartDocument(standalone);

    public override void WriteStartElement(string? prefix, string localName, string? ns)
    {
        Root ??= new DocumentType(ns ?? "", localName);
        HasElement = true;
        if (++_depth > depthMax) throw DocumentLimits.TooDeep(depthMax, new Core.Pipelines.FailurePlace());
        _areSections?.Push(sections.Contains(new DocumentType(ns ?? "", localName)));
        xml.WriteStartElement(prefix, localName, ns);
    }

    public override void WriteString(string? text)
    {
        bool isSection = _areSections is { Count: > 0 } open && open.Peek() && !_isInAttribute;
        if (isSection) xml.WriteCData(text);
        else xml.WriteString(text);
    }

    public override void WriteSurrogateCharEntity(char lowChar, char highChar) =>
        xml.WriteSurrogateCharEntity(lowChar, highChar);

    public override void WriteWhitespace(string? ws) => xml.WriteWhitespace(ws);

    private void Leave()
    {
        _depth--;
        _areSections?.Pop();
    }
}
