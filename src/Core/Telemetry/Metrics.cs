namespace Viaduct.Core.Telemetry;

/// <summary>
/// Every metric of a server. Those of the group are the same at all its servers: take the largest, never the sum.
/// </summary>
public static class Metrics
{
    /// <summary>The name of the meter that gives them all.</summary>
    public const string MeterName = "Viaduct";

    private static readonly double[] Seconds =
        [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3_600];

    private static readonly double[] Counts = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000];

    private static readonly double[] Bytes =
        [1 << 10, 4 << 10, 16 << 10, 64 << 10, 256 << 10, 1 << 20, 4 << 20, 16 << 20];

    /// <summary>Messages that were published.</summary>
    public static readonly Metric Sent = Counter(
        "messaging.client.sent.messages", "{message}",
        "Messages that came in at a receive location, or as the response to a send port, and are stored.",
        MetricTags.System, MetricTags.Operation, MetricTags.Destination);

    /// <summary>Messages that were tried to be delivered.</summary>
    public static readonly Metric Consumed = Counter(
        "messaging.client.consumed.messages", "{message}",
        "Attempts of send ports to deliver a message; without error.type it was delivered.",
        MetricTags.System, MetricTags.Operation, MetricTags.Destination, MetricTags.Error);

    /// <summary>How long taking in takes.</summary>
    public static readonly Metric Operation = Histogram(
        "messaging.client.operation.duration", "s", Seconds,
        "From the moment at which a source item is handed in until it is stored: what its sender waits for.",
        MetricTags.System, MetricTags.Operation, MetricTags.Destination, MetricTags.Error);

    /// <summary>How long sending takes.</summary>
    public static readonly Metric Process = Histogram(
        "messaging.process.duration", "s", Seconds, "How long the sender of a send port took for a batch.",
        MetricTags.System, MetricTags.Operation, MetricTags.Destination, MetricTags.Error);

    /// <summary>How long a message was under way.</summary>
    public static readonly Metric Delivery = Histogram(
        "viaduct.delivery.duration", "s", Seconds,
        "From receipt to delivery, of one message of each batch that was delivered.", MetricTags.Destination);

    /// <summary>Source items by outcome.</summary>
    public static readonly Metric Interchanges = Counter(
        "viaduct.receive.interchanges", "{interchange}",
        "Source items that were handed in: published, suspended, duplicate, conflict, or refused (left at the source).",
        MetricTags.Destination, MetricTags.Outcome);

    /// <summary>Messages that were suspended.</summary>
    public static readonly Metric Suspended = Counter(
        "viaduct.suspended.messages", "{message}", "Messages that were suspended, by port and failure code.",
        MetricTags.Destination, MetricTags.Error);

    /// <summary>What persons did.</summary>
    public static readonly Metric Operated = Counter(
        "viaduct.operated.items", "{item}",
        "Open items that persons have resumed or terminated by the admin API of this server.", MetricTags.Action);

    /// <summary>How long commits take.</summary>
    public static readonly Metric CommitDuration = Histogram(
        "viaduct.commit.duration", "s", Seconds, "How long the store took for a commit.");

    /// <summary>Entries of commits.</summary>
    public static readonly Metric CommitEntries = Histogram(
        "viaduct.commit.entries", "{entry}", Counts, "Entries of callers in a commit.");

    /// <summary>Bytes of commits.</summary>
    public static readonly Metric CommitSize = Histogram(
        "viaduct.commit.size", "By", Bytes, "Bytes of messages in a commit.");

    /// <summary>Commits that were not made as they stood.</summary>
    public static readonly Metric CommitFailures = Counter(
        "viaduct.commit.failures", "{commit}",
        "Commits that left no trace and were made again without what was in the way: changed routes, receipts that "
            + "were there, what another owner has, no room, refused data.",
        MetricTags.Reason);

    /// <summary>Entries that wait for the writer.</summary>
    public static readonly Metric CommitWaiting = Gauge(
        "viaduct.commit.waiting", "{entry}", "Entries that wait for the next commit.");

    /// <summary>How long the present commit has taken.</summary>
    public static readonly Metric CommitAge = Gauge(
        "viaduct.commit.age", "s", "For how long the present commit has been under way; 0 between two.");

    /// <summary>Whether the server works.</summary>
    public static readonly Metric Ready = Gauge(
        "viaduct.server.ready", "", "1 while the server works and may act for what it owns, else 0.");

    /// <summary>What the server is.</summary>
    public static readonly Metric Server = Gauge(
        "viaduct.server.info", "", "Always 1: says which server this is.",
        MetricTags.Server, MetricTags.Group, MetricTags.Version);

    /// <summary>Whether the store answers.</summary>
    public static readonly Metric StoreAvailable = Gauge(
        "viaduct.store.available", "", "1 while the store answers this server, else 0.");

    /// <summary>Sessions taken over.</summary>
    public static readonly Metric TakeOvers = Counter(
        "viaduct.takeovers", "{session}", "Sessions of dead servers that this server has taken over.");

    /// <summary>Cluster groups that became active here.</summary>
    public static readonly Metric Activations = Counter(
        "viaduct.cluster.activations", "{activation}",
        "How often a cluster group became active on this server, by why it left the one before.",
        MetricTags.Cluster, MetricTags.Cause);

    /// <summary>Sessions of this server.</summary>
    public static readonly Metric Sessions = Counter(
        "viaduct.sessions", "{session}",
        "How often this server has joined its group: more than once if it was taken over meanwhile.");

    /// <summary>Work in hand.</summary>
    public static readonly Metric InHand = Gauge(
        "viaduct.items", "{item}", "Work items that this server has in hand, by host.", MetricTags.Host);

    /// <summary>Readers that are behind.</summary>
    public static readonly Metric ReadersBehind = Gauge(
        "viaduct.readers.behind", "{reader}",
        "Readers of a host, one per lane, that read from the store because they do not keep up, or have just begun.",
        MetricTags.Host);

    /// <summary>What waits for a sender.</summary>
    public static readonly Metric PortWaiting = Gauge(
        "viaduct.port.waiting", "{message}", "Messages in hand that wait for the sender of a send port.",
        MetricTags.Destination);

    /// <summary>Open circuits.</summary>
    public static readonly Metric CircuitOpen = Gauge(
        "viaduct.circuit.open", "", "1 while the circuit of a send port is open: its endpoint takes nothing.",
        MetricTags.Destination);

    /// <summary>Requests that wait.</summary>
    public static readonly Metric RequestsWaiting = Gauge(
        "viaduct.requests.waiting", "{request}", "Requests at this server that wait for their response.");

    /// <summary>Large interchanges in work.</summary>
    public static readonly Metric LargeInterchanges = Gauge(
        "viaduct.interchanges.large", "{interchange}", "Large interchanges that this server disassembles.");

    /// <summary>How late tracking is.</summary>
    public static readonly Metric TrackerLag = Gauge(
        "viaduct.tracker.lag", "s", "For how long the oldest tracking event that is not stored yet has waited.");

    /// <summary>Faults of duties.</summary>
    public static readonly Metric DutyFaults = Counter(
        "viaduct.duty.faults", "{fault}", "Rounds of background duties that failed; each goes on.", MetricTags.Duty);

    /// <summary>Threads given up.</summary>
    public static readonly Metric ThreadsLost = Counter(
        "viaduct.threads.lost", "{thread}",
        "Threads of the process that were given up: code of an application that runs on them does not return.");

    /// <summary>What clean-up removes.</summary>
    public static readonly Metric CleanedUp = Counter(
        "viaduct.cleanup.removed", "{row}",
        "What clean-up has removed: segments, receipts, tracking, bodies; or copied out for laggards.",
        MetricTags.Kind);

    /// <summary>How long clean-up takes.</summary>
    public static readonly Metric CleanUpDuration = Histogram(
        "viaduct.cleanup.duration", "s", Seconds, "How long a round of clean-up took.");

    /// <summary>What keeps clean-up from removing.</summary>
    public static readonly Metric CleanUpPinned = Gauge(
        "viaduct.cleanup.pinned", "{reader}",
        "Readers in lanes whose backlog kept the last round of clean-up from removing something.");

    /// <summary>How much of a limit is used.</summary>
    public static readonly Metric LimitUsed = Gauge(
        "viaduct.limit.used", "", "How much of a limit is used now.", MetricTags.Limit, MetricTags.Place);

    /// <summary>Limits.</summary>
    public static readonly Metric LimitMax = Gauge(
        "viaduct.limit.max", "", "The limit.", MetricTags.Limit, MetricTags.Place);

    /// <summary>How often a limit was met.</summary>
    public static readonly Metric LimitHits = Counter(
        "viaduct.limit.hits", "{hit}", "How often something was refused, or had to wait, because a limit was reached.",
        MetricTags.Limit, MetricTags.Place);

    /// <summary>The backlog of the group's readers.</summary>
    public static readonly Metric Backlog = Gauge(
        "viaduct.backlog", "{commit}",
        "Of the group: commits that a reader has not come past, from its first work on, over all lanes.",
        MetricTags.Reader);

    /// <summary>The group's open items.</summary>
    public static readonly Metric OpenItems = Gauge(
        "viaduct.open_items", "{item}",
        "Of the group: open items by port, state (waiting, active, suspended, …) and failure code.",
        MetricTags.Destination, MetricTags.State, MetricTags.Error);

    /// <summary>The group's servers.</summary>
    public static readonly Metric Servers = Gauge("viaduct.servers", "{server}", "Of the group: servers alive.");

    /// <summary>How old the group's figures are.</summary>
    public static readonly Metric GroupAge = Gauge(
        "viaduct.group.age", "s", "How old the figures of the group are: they rise while the store does not answer.");

    /// <summary>All of them, in the order of the reference page.</summary>
    public static IReadOnlyList<Metric> All { get; } =
    [
        Sent, Consumed, Operation, Process, Delivery, Interchanges, Suspended, Operated, CommitDuration,
        CommitEntries, CommitSize, CommitFailures, CommitWaiting, CommitAge, Ready, Server, StoreAvailable, Sessions,
        Activations, TakeOvers, InHand, ReadersBehind, PortWaiting, CircuitOpen, RequestsWaiting, LargeInterchanges,
        TrackerLag, DutyFaults, ThreadsLost, CleanedUp, CleanUpDuration, CleanUpPinned, LimitUsed, LimitMax,
        LimitHits, Backlog, OpenItems, Servers, GroupAge,
    ];

    private static Metric Counter(string name, string unit, string text, params IReadOnlyList<string> tags) =>
        new(name, MetricKind.Counter, unit, text, tags);

    private static Metric Gauge(string name, string unit, string text, params IReadOnlyList<string> tags) =>
        new(name, MetricKind.Gauge, unit, text, tags);

    private static Metric Histogram(
        string name, string unit, double[] bounds, string text, params IReadOnlyList<string> tags) =>
        new(name, MetricKind.Histogram, unit, text, tags) { Bounds = bounds };
}
