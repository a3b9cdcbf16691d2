namespace Viaduct.Load;

/// <summary>What can be measured on each store, in the order in which it is.</summary>
internal enum Line
{
    /// <summary>Two durable hops against the limit and RabbitMQ, also with a receipt for each message.</summary>
    Speed,

    /// <summary>How long one message takes at a light load.</summary>
    Latency,

    /// <summary>To ten ports against to one.</summary>
    FanOut,

    /// <summary>10,000 subscriptions against ten.</summary>
    Subscriptions,

    /// <summary>With event tracking against without.</summary>
    Tracking,

    /// <summary>With bodies tracked against without.</summary>
    Bodies,

    /// <summary>How long pages of tracking take, of a million messages.</summary>
    TrackingPages,

    /// <summary>With traces, metrics, and the trace of every message, against without.</summary>
    Tracing,

    /// <summary>With clean-up against without.</summary>
    CleanUp,

    /// <summary>With a million messages that wait.</summary>
    Backlog,

    /// <summary>Beside a transaction that stays open.</summary>
    OldSnapshot,

    /// <summary>What has grown after ten million messages.</summary>
    Growth,

    /// <summary>HTTP in to HTTP out, against bare endpoints around the message box.</summary>
    Http,

    /// <summary>What a change of the configuration adds to the slowest message.</summary>
    LiveChange,

    /// <summary>The published program at rest, and its start.</summary>
    Idle,
}
