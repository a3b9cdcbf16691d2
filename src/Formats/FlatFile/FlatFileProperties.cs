using Viaduct.Core.Messages;
using Viaduct.Formats.Xml;

namespace Viaduct.Formats.FlatFile;

/// <summary>The context properties of the flat-file components, in BizTalk's namespace.</summary>
public static class FlatFileProperties
{
    /// <summary>The header of the file that the message came in with, as XML. Written by <c>flatFile</c>.</summary>
    public static readonly PropertyKey HeaderDocument =
        PropertyKey.Get(XmlProperties.Namespace, "FlatFileHeaderDocument");

    /// <summary>
    /// Where in its file a suspended part began, for example <c>line 3, column 1, byte 120</c>. Written by
    /// <c>flatFile</c> with <c>recoverable</c>; a part that has it is read without a header when it is resumed.
    /// </summary>
    public static readonly PropertyKey SuspendedPart =
        PropertyKey.Get(XmlProperties.Namespace, "FlatFileSuspendedPart");
}
