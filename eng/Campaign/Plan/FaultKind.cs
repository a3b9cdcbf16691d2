namespace Viaduct.Campaign.Plan;

/// <summary>What is done to a group, its store or its far side.</summary>
internal enum FaultKind
{
    /// <summary>A server is killed with SIGKILL and started again.</summary>
    Kill,

    /// <summary>Two servers are killed at once and started again.</summary>
    KillTwo,

    /// <summary>A server is killed, started, and killed again while it starts.</summary>
    KillStarting,

    /// <summary>The server that takes a location's requests is killed: where a balancer sends its callers.</summary>
    KillListening,

    /// <summary>A server stands still for less than its lease (SIGSTOP, SIGCONT).</summary>
    PauseShort,

    /// <summary>A server stands still for longer than its lease.</summary>
    PauseLong,

    /// <summary>A server is stopped in order and started again.</summary>
    Restart,

    /// <summary>Another configuration is applied.</summary>
    Apply,

    /// <summary>An operator stops a send port, and starts it again.</summary>
    StopPort,

    /// <summary>The far side answers 503.</summary>
    EndpointRefuses,

    /// <summary>The far side takes requests and does not answer.</summary>
    EndpointHangs,

    /// <summary>The far side closes connections before a request has its effect.</summary>
    EndpointCuts,

    /// <summary>The far side closes connections after a request has had its effect.</summary>
    EndpointCutsAfter,

    /// <summary>All processes of the primary die at once; it recovers on the same data.</summary>
    StoreCrash,

    /// <summary>The primary stands still: all its processes are stopped and go on.</summary>
    StorePause,

    /// <summary>Connections of the group are ended by the database (pg_terminate_backend).</summary>
    StoreDropsConnections,

    /// <summary>The synchronous standby stands still: commits wait.</summary>
    StandbyStall,

    /// <summary>The primary dies for good and the standby is promoted.</summary>
    StoreFailover,

    /// <summary>Between one server and the store nothing is carried, and nothing refused.</summary>
    Partition,

    /// <summary>The clock of the primary's machine steps by an hour.</summary>
    StoreClockStep,

    /// <summary>A server stands still while it holds the way to the SQLite file.</summary>
    PauseHoldingStore,

    /// <summary>The disk of the SQLite file is full.</summary>
    DiskFull,
}
