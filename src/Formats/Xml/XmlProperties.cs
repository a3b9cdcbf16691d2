using Viaduct.Core.Messages;

namespace Viaduct.Formats.Xml;

/// <summary>The context properties of the XML components, in BizTalk's namespace.</summary>
public static class XmlProperties
{
    /// <summary>The namespace of all of them.</summary>
    public const string Namespace = "http://schemas.microsoft.com/BizTalk/2003/xmlnorm-properties";

    /// <summary>How the document was encoded when it came in. Written by <c>xml</c>.</summary>
    public static readonly PropertyKey SourceCharset = PropertyKey.Get(Namespace, "SourceCharset");

    /// <summary>How the document shall be encoded when it goes out. <c>xmlAssemble</c> asks it first.</summary>
    public static readonly PropertyKey TargetCharset = PropertyKey.Get(Namespace, "TargetCharset");

    /// <summary>
    /// Where in its interchange a part of an envelope began, for example <c>line 3, column 5</c>. Written by
    /// <c>xml</c> with <c>recoverable</c>, so that a part that fails later can be found.
    /// </summary>
    public static readonly PropertyKey PartPlace = PropertyKey.Get(Namespace, "PartPlace");
}
