namespace Viaduct.Adapters.File.Native;

/// <summary>Why a call to the file system failed, as far as the adapter acts on it.</summary>
internal enum FileFaultKind
{
    /// <summary>It succeeded.</summary>
    None,

    /// <summary>There is no such file, or no such folder on the way to it.</summary>
    Missing,

    /// <summary>The name is taken.</summary>
    Exists,

    /// <summary>The permissions do not allow it.</summary>
    Denied,

    /// <summary>The file system is mounted read-only.</summary>
    ReadOnly,

    /// <summary>The disk or the quota is full.</summary>
    Full,

    /// <summary>A link, folder, pipe or device stands where a regular file is needed.</summary>
    NotRegular,

    /// <summary>Another program has it locked or open in a way that excludes us.</summary>
    Busy,

    /// <summary>The file system does not know this call.</summary>
    Unsupported,

    /// <summary>Anything else; the text says what.</summary>
    Other,
}
