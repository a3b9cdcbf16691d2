namespace Viaduct.Adapters.File.Native;

/// <summary>What stands under a name.</summary>
internal enum FileKind
{
    /// <summary>An ordinary file.</summary>
    Regular,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A link, pipe, socket or device: never opened.</summary>
    Special,
}
