namespace Viaduct.Core.Messages;

/// <summary>
/// Property namespaces that a message record names by number instead of by text. The numbers are stored: only append.
/// </summary>
internal static class KnownNamespaces
{
    private static readonly string[] Names =
    [
        "",
        SystemProperties.Namespace,
        "http://schemas.microsoft.com/BizTalk/2003/file-properties",
        "http://schemas.microsoft.com/BizTalk/2003/xmlnorm-properties",
        "http://schemas.microsoft.com/BizTalk/2003/btsDistinguishedFields",
        "http://schemas.microsoft.com/BizTalk/2003/http-properties",
        "http://schemas.microsoft.com/BizTalk/2003/ftp-properties",
    ];

    /// <summary>The number of a namespace, or -1 if it is written as text.</summary>
    public static int IndexOf(string ns) => Array.IndexOf(Names, ns);

    /// <summary>The namespace of a number.</summary>
    public static string Name(int index) => index < Names.Length
        ? Names[index]
        : throw new InvalidDataException($"Property namespace number {index} was written by a newer version.");
}
