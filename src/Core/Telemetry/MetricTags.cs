namespace Viaduct.Core.Telemetry;

/// <summary>
/// The tags of metrics and spans. Their values come from the configuration (ports, hosts) and from closed lists (codes,
/// states), never from messages: so their number is bounded.
/// </summary>
public static class MetricTags
{
    /// <summary>Always <see cref="SystemName"/>.</summary>
    public const string System = "messaging.system";

    /// <summary>What messaging system this is.</summary>
    public const string SystemName = "viaduct";

    /// <summary>The operation: <c>receive</c>, <c>publish</c> or <c>transmit</c>.</summary>
    public const string Operation = "messaging.operation.name";

    /// <summary>The receive location or send port.</summary>
    public const string Destination = "messaging.destination.name";

    /// <summary>The failure code, or why it was refused; absent if it went well.</summary>
    public const string Error = "error.type";

    /// <summary>What became of a source item.</summary>
    public const string Outcome = "viaduct.outcome";

    /// <summary>Why a commit was not made as it stood.</summary>
    public const string Reason = "viaduct.reason";

    /// <summary>The host.</summary>
    public const string Host = "viaduct.host";

    /// <summary>The reader: a host, <c>HOST/PORT</c> for a port that lags, <c>tracker</c>, or responses.</summary>
    public const string Reader = "viaduct.reader";

    /// <summary>The state of open items.</summary>
    public const string State = "viaduct.state";

    /// <summary>What a person has done: <c>resume</c> or <c>terminate</c>.</summary>
    public const string Action = "viaduct.action";

    /// <summary>A background duty of a server.</summary>
    public const string Duty = "viaduct.duty";

    /// <summary>What was removed.</summary>
    public const string Kind = "viaduct.kind";

    /// <summary>A limit.</summary>
    public const string Limit = "viaduct.limit";

    /// <summary>Whose limit it is: a host or location; empty for a server's own.</summary>
    public const string Place = "viaduct.place";

    /// <summary>The server.</summary>
    public const string Server = "viaduct.server";

    /// <summary>The group.</summary>
    public const string Group = "viaduct.group";

    /// <summary>The cluster group.</summary>
    public const string Cluster = "viaduct.cluster";

    /// <summary>Why it left the server before, for example <c>died</c> or <c>moved</c>.</summary>
    public const string Cause = "viaduct.cause";

    /// <summary>The version of the program.</summary>
    public const string Version = "viaduct.version";
}
