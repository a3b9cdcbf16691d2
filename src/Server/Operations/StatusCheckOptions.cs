namespace Viaduct.Server.Operations;

/// <summary>From when on a check of a group says that something is wrong.</summary>
public sealed record StatusCheckOptions
{
    /// <summary>So many servers must be alive. Default 1.</summary>
    public int Servers { get; init; } = 1;

    /// <summary>So many messages may be suspended. Default 0.</summary>
    public long SuspendedMax { get; init; }

    /// <summary>
    /// So many commits a reader may lag over all its lanes. Default 10,000. What a stopped port keeps waiting does not
    /// count: that is wanted.
    /// </summary>
    public long LagMax { get; init; } = 10_000;

    /// <summary>
    /// So many receive locations and send ports may be in trouble, each counted on each server. Default 0.
    /// </summary>
    public long TroubleMax { get; init; }
}
