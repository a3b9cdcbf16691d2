using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;

namespace Viaduct.Adapters.File;

/// <summary>The context properties of the FILE adapter, in BizTalk's namespace; in filters <c>FILE.Name</c>.</summary>
public static class FileProperties
{
    /// <summary>The namespace of the properties.</summary>
    public const string Namespace = "http://schemas.microsoft.com/BizTalk/2003/file-properties";

    /// <summary>The prefix of the properties in filters.</summary>
    public const string Prefix = "FILE";

    /// <summary>The full path that the file had when it was taken. Promoted.</summary>
    public static readonly PropertyKey ReceivedFileName = PropertyKey.Get(Namespace, "ReceivedFileName");

    /// <summary>When the file appeared in its folder, as far as the file system knows. Written.</summary>
    public static readonly PropertyKey FileCreationTime = PropertyKey.Get(Namespace, "FileCreationTime");

    internal static readonly IReadOnlyList<AdapterProperty> All =
    [
        new(Prefix, ReceivedFileName, PropertyValueKind.String, Promoted: true,
            "The full path that the file had when it was taken."),
        new(Prefix, FileCreationTime, PropertyValueKind.Instant, Promoted: false,
            "When the file appeared in its folder, as far as the file system knows."),
    ];
}
