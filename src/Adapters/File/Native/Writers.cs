namespace Viaduct.Adapters.File.Native;

/// <summary>Whether somebody has a file open for writing.</summary>
internal enum Writers
{
    /// <summary>Nobody has: the system says so for certain.</summary>
    None,

    /// <summary>Somebody has.</summary>
    Some,

    /// <summary>The system cannot tell, for example on a network share: only time can.</summary>
    Unknown,
}
