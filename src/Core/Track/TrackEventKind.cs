namespace Viaduct.Core.Track;

/// <summary>What happened to a message. The numbers are stored: never renumber.</summary>
public enum TrackEventKind
{
    /// <summary>
    /// It came in at a receive location, was mapped if its port has maps, and was published to the ports named.
    /// </summary>
    Published = 1,

    /// <summary>A send port delivered it.</summary>
    Sent = 2,

    /// <summary>An attempt to deliver it failed; it is tried again.</summary>
    Failed = 3,

    /// <summary>It waits for a person.</summary>
    Suspended = 4,

    /// <summary>A person resumed it: a server works it again.</summary>
    Resumed = 5,

    /// <summary>A person terminated it.</summary>
    Terminated = 6,

    /// <summary>Its source item came again and was acknowledged without being published.</summary>
    Duplicate = 7,

    /// <summary>Its body was tracked at a port.</summary>
    Body = 8,
}
