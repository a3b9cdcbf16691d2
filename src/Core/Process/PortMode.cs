namespace Viaduct.Core.Process;

/// <summary>What a host's reader does with the work items of one of its ports.</summary>
internal enum PortMode
{
    /// <summary>They go to the port's worker.</summary>
    Handed,

    /// <summary>The port is detached: its own reader works them, this one passes over them.</summary>
    Skipped,

    /// <summary>The port is about to join again: they wait until its own reader has come this far.</summary>
    Held,
}
