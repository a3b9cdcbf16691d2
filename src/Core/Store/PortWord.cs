namespace Viaduct.Core.Store;

/// <summary>What an operator says of a send port or receive location. The numbers are stored: never renumber.</summary>
public enum PortWord
{
    /// <summary>The send port sends.</summary>
    Started = 1,

    /// <summary>The send port keeps its subscription and its place in the log, and sends nothing.</summary>
    Stopped = 2,

    /// <summary>The send port has no subscription.</summary>
    Unenlisted = 3,

    /// <summary>The receive location receives.</summary>
    Enabled = 4,

    /// <summary>The receive location receives nothing.</summary>
    Disabled = 5,
}
