namespace Viaduct.Core.Process;

/// <summary>What deaths of earlier owners say of a work item (rule 27).</summary>
internal enum Suspicion
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It may have been in hand at a death.</summary>
    MayHaveBeenInHand,

    /// <summary>It was alone at a death.</summary>
    WasAlone,

    /// <summary>It was alone at several: it has ended its process.</summary>
    Poison,
}
