namespace Viaduct.Formats.Xml.Writing;

/// <summary>Whether a written document has an XML declaration.</summary>
internal enum DeclarationRule
{
    /// <summary>If the read one has; with the encoding of the written one.</summary>
    AsRead,

    /// <summary>Always.</summary>
    Always,

    /// <summary>Never.</summary>
    Never,
}
