using Viaduct.Core.Messages;
using Viaduct.Formats.Xml;

namespace Viaduct.Formats.FlatFile;

/// <summary>The context properties of the flat-file components, in BizTalk's namespace.</summary>
public static class FlatFileProperties
{
    /// <summary>The header of the file that the message came in with, as XML. Written by <c>flatFile</c>.</summary>
    public static readonly PropertyKey HeaderDocument =
        PropertyKey.Get(XmlProperties.Namespace, "FlatFileHeaderDocument");
}
