namespace Viaduct.Cli.Top;

/// <summary>What the rows of ports are ordered by.</summary>
internal enum TopSort
{
    /// <summary>Messages a second, the most first.</summary>
    Rate,

    /// <summary>The name.</summary>
    Name,

    /// <summary>Failures a second, then suspended messages, the most first.</summary>
    Errors,

    /// <summary>The time of deliveries, the longest first.</summary>
    Time,

    /// <summary>What waits, in the log or for another attempt, the most first.</summary>
    Backlog,

    /// <summary>Suspended messages, the most first.</summary>
    Suspended,
}
