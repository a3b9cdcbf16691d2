namespace Viaduct.Formats.Xml.Reading;

/// <summary>The type of a document: the name of its root element.</summary>
/// <param name="Namespace">The namespace; empty for none.</param>
/// <param name="Root">The local name.</param>
internal readonly record struct DocumentType(string Namespace, string Root)
{
    /// <summary>As messages and filters name it: <c>namespace#root</c>, or just <c>root</c>.</summary>
    public string MessageType => Namespace.Length == 0 ? Root : $"{Namespace}#{Root}";

    /// <summary>The type that a message type names.</summary>
    public static DocumentType Parse(string messageType)
    {
        int hash = messageType.LastIndexOf('#');
        return hash < 0 ? new DocumentType("", messageType) : new(messageType[..hash], messageType[(hash + 1)..]);
    }

    /// <inheritdoc/>
    public override string ToString() => MessageType;
}
