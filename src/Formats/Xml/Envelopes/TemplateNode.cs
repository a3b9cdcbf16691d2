using System.Xml;
using System.Xml.Schema;
using Viaduct.Core.Messages;

namespace Viaduct.Formats.Xml.Envelopes;

/// <summary>An element or attribute of an envelope that is written.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsRequired">True if the schema wants it even if it says nothing.</param>
/// <param name="Text">What it says by its schema, or null for an element with elements in it.</param>
/// <param name="Property">The property that it says instead, if the message has it; or null.</param>
/// <param name="Type">The type of what it says.</param>
internal sealed record TemplateNode(
    XmlQualifiedName Name, bool IsRequired, string? Text, PropertyKey? Property, XmlTypeCode Type)
{
    /// <summary>The attributes.</summary>
    public List<TemplateNode> Attributes { get; } = [];

    /// <summary>The elements below, in the schema's order.</summary>
    public List<TemplateNode> Elements { get; } = [];

    /// <summary>True if the documents stand in it, or in something below.</summary>
    public bool HoldsBody { get; set; }

    /// <summary>True if it is written for a message.</summary>
    public bool IsWritten(MessageContextBuilder context) =>
        IsRequired || HoldsBody || ValueOf(context) is not null
            || Attributes.Exists(attribute => attribute.ValueOf(context) is not null)
            || Elements.Exists(element => element.IsWritten(context));

    /// <summary>The value of its property, or null.</summary>
    public string? ValueOf(MessageContextBuilder context)
    {
        if (Property is null || context[Property] is not { Kind: not PropertyValueKind.None } value) return null;
        return Type == XmlTypeCode.Date && value.Kind == PropertyValueKind.Instant
            ? XmlConvert.ToString(value.Instant.UtcDateTime, "yyyy-MM-dd")
            : value.ToString();
    }
}
