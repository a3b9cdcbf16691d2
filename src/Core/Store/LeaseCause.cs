namespace Viaduct.Core.Store;

/// <summary>Why a lease has left its owner.</summary>
public enum LeaseCause
{
    /// <summary>It had none before.</summary>
    First,

    /// <summary>The owner's process died.</summary>
    Died,

    /// <summary>The owner showed no sign of life for a whole lease time.</summary>
    Hung,

    /// <summary>The owner ended in good order.</summary>
    Stopped,

    /// <summary>An operator moved it.</summary>
    Moved,

    /// <summary>Its owner is not to work its hosts any more: drained, paused, stopped, disabled or not named.</summary>
    Relieved,

    /// <summary>It went back to a server that is preferred.</summary>
    Failback,

    /// <summary>Nothing is clustered under its name any more.</summary>
    Unclustered,
}
