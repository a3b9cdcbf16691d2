namespace Viaduct.Core.Cluster;

/// <summary>What becomes of a host's reader in a lane.</summary>
public enum ReaderFate
{
    /// <summary>It stays as it is: worked here, or kept in trust.</summary>
    Stay,

    /// <summary>It is worked here.</summary>
    Work,

    /// <summary>It goes to a server that runs the host.</summary>
    Give,

    /// <summary>It is worked no more, and goes to the owner of its lane.</summary>
    Rest,
}
