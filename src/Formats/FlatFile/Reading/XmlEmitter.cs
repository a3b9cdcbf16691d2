using System.Xml;
using System.Xml.Schema;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile.Grammar;
using Viaduct.Formats.Xml.Promotion;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.FlatFile.Reading;

/// <summary>Writes what was read as XML, without a string for each value.</summary>
internal sealed class XmlEmitter(FlatGrammar grammar, ReadState state, XmlWriter xml)
{
    private const string Prefix = "ns0";

    private static readonly NameTable Names = new();
    private static readonly XmlNamespaceManager NoNamespaces = new(Names);

    private readonly List<(FlatNode Node, bool IsWritten)> _open = [];

    /// <summary>Takes properties out of the document, or null.</summary>
    public PromotionRun? Promotions { get; set; }

    /// <summary>True to check each value against its type.</summary>
    public bool Validates { get; init; }

    /// <summary>Writes all events and forgets them.</summary>
    /// <exception cref="DocumentFaultException">A value cannot be in XML, or is not of its type.</exception>
    public void Flush()
    {
        var events = state.Events;
        for (int i = 0; i < events.Count; i++)
        {
            var read = events[i];
            switch (read.Kind)
            {
                case FlatEventKind.Start:
                    Start(read.Node, i);
                    break;
                case FlatEventKind.End:
                    End();
                    break;
                default:
                    if (!read.Node.IsAttribute) Field(read);
                    break;
            }
        }

        events.Clear();
    }

    private void Start(FlatNode node, int index)
    {
        _open.Add((node, false));
        Promotions?.StartElement(node.Name, node.Namespace);
        if (!grammar.SuppressEmpty || _open.Count == 1) WriteStarts();
        if (node.LastAttribute < 0) return;
        int level = 0;
        var events = state.Events;
        for (int i = index; i < events.Count; i++)
        {
            var read = events[i];
            if (read.Kind == FlatEventKind.Start) level++;
            else if (read.Kind == FlatEventKind.End && --level == 0) return;
            if (level == 1 && read.Kind == FlatEventKind.Field && read.Node.IsAttribute) Attribute(read);
        }
    }

    private void Attribute(in FlatEvent read)
    {
        var node = read.Node;
        if (read.Length == 0 && grammar.SuppressEmpty) return;
        Check(read);
        WriteStarts();
        string value = read.Text ?? state.Window.Slice(read.Position, read.Length).ToString();
        try
        {
            if (node.Namespace.Length == 0) xml.WriteAttributeString(node.Name, value);
            else xml.WriteAttributeString(node.Name, node.Namespace, value);
        }
        catch (ArgumentException e)
        {
            throw NotXml(read, e);
        }

        Promotions?.Attribute(node.Name, node.Namespace, value);
    }

    private void Field(in FlatEvent read)
    {
        if (read.Length == 0 && grammar.SuppressEmpty) return;
        var node = read.Node;
        Check(read);
        WriteStarts();
        xml.WriteStartElement(node.Name, node.Namespace);
        if (read.Length > 0)
        {
            try
            {
                if (read.Text is not null) xml.WriteString(read.Text);
                else xml.WriteChars(state.Window.Buffer, state.Window.IndexOf(read.Position), read.Length);
            }
            catch (ArgumentException e)
            {
                throw NotXml(read, e);
            }
        }

        xml.WriteEndElement();
        if (Promotions is not { } promotions) return;
        promotions.StartElement(node.Name, node.Namespace);
        promotions.Text(read.Text ?? state.Window.Slice(read.Position, read.Length));
        promotions.EndElement();
    }

    private void End()
    {
        if (_open[^1].IsWritten) xml.WriteEndElement();
        Promotions?.EndElement();
        _open.RemoveAt(_open.Count - 1);
    }

    private void WriteStarts()
    {
        if (_open[^1].IsWritten) return;
        for (int i = 0; i < _open.Count; i++)
        {
            var (node, isWritten) = _open[i];
            if (isWritten) continue;
            if (i == 0 && node.Namespace.Length > 0 && HasUnqualified(node))
                xml.WriteStartElement(Prefix, node.Name, node.Namespace);
            else
                xml.WriteStartElement(node.Name, node.Namespace);
            _open[i] = (node, true);
        }
    }

    private static bool HasUnqualified(FlatNode node) => node.Children.Any(child =>
        child.IsGroup ? HasUnqualified(child) : !child.IsAttribute && child.Namespace.Length == 0);

    private void Check(in FlatEvent read)
    {
        if (!Validates || read.Node.Type is not { } type) return;
        string value = read.Text ?? state.Window.Slice(read.Position, read.Length).ToString();
        try
        {
            type.ParseValue(value, Names, NoNamespaces);
        }
        catch (Exception e) when (e is XmlSchemaException or FormatException or OverflowException or XmlException)
        {
            throw new DocumentFaultException(new Failure(
                FailureCodes.Invalid,
                $"{Shown.Quoted(value)} is no value of the type {type.TypeCode} of the field {read.Node.Name}: "
                    + $"{Excerpt.OfSentence(e.Message)} Have the sender correct it, or correct the schema.",
                state.Window.PlaceOf(read.Position, read.Node)));
        }
    }

    private DocumentFaultException NotXml(in FlatEvent read, ArgumentException e) => new(new Failure(
        FailureCodes.BadInput,
        $"The value {Shown.Quoted(read.Text ?? state.Window.Slice(read.Position, read.Length).ToString())} has a "
            + $"character that XML does not allow: {Excerpt.OfSentence(e.Message)} Have the sender leave it out, or "
            + "describe it as a delimiter.",
        state.Window.PlaceOf(read.Position, read.Node)));
}
