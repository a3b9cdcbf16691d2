namespace Viaduct.Compliance.Simulation;

/// <summary>What can happen in a simulation.</summary>
internal enum StepKind
{
    /// <summary>A process joins in an empty place: session, lanes, readers.</summary>
    Join,

    /// <summary>A process takes what is free.</summary>
    Acquire,

    /// <summary>A process gives a host's reader in a lane to another one, to one that died, or home.</summary>
    Give,

    /// <summary>A process publishes messages, perhaps with a receipt.</summary>
    Publish,

    /// <summary>A process works on a reader: completes some items, perhaps publishes what comes of them.</summary>
    Work,

    /// <summary>A process tracks what its segments say.</summary>
    Track,

    /// <summary>A process dies. It may go on as one that was believed dead.</summary>
    Crash,

    /// <summary>A process dies with a commit under way, whose outcome nobody knows; another one takes over.</summary>
    CrashUnderWay,

    /// <summary>A process that was believed dead goes on as if nothing had happened.</summary>
    GoOnAfterDeath,

    /// <summary>A process writes in the name of what is another's, or was its own in an earlier epoch.</summary>
    Impersonate,

    /// <summary>A process takes over the dead and takes what is free.</summary>
    TakeOver,

    /// <summary>A process ends in good order.</summary>
    End,

    /// <summary>An operator applies a configuration, or one for another state than there is.</summary>
    Activate,

    /// <summary>A process gives a message a state of its own.</summary>
    AddItem,

    /// <summary>A process takes the items that are due.</summary>
    TakeItems,

    /// <summary>A process ends an attempt with an item.</summary>
    FinishItem,

    /// <summary>An operator resumes items.</summary>
    Resume,

    /// <summary>An operator terminates items.</summary>
    Terminate,

    /// <summary>A process claims source items.</summary>
    Claim,

    /// <summary>A process takes the claims of the dead.</summary>
    TakeClaims,

    /// <summary>A process confirms that the items of its claims, or of receipts, are gone.</summary>
    CloseSources,

    /// <summary>A process stops a port, or lets it join its host again.</summary>
    StopPort,

    /// <summary>A round of clean-up.</summary>
    CleanUp,

    /// <summary>The store's clock steps, forwards or backwards.</summary>
    StepClock,

    /// <summary>Everybody sends a heartbeat, those who were believed dead too.</summary>
    Heartbeat,
}
