namespace Viaduct.Support.Telemetry;

/// <summary>A span as it came to a collector.</summary>
public sealed record ExportedSpan
{
    /// <summary>Its trace, in hexadecimal.</summary>
    public string TraceId { get; init; } = "";

    /// <summary>Its id.</summary>
    public string SpanId { get; init; } = "";

    /// <summary>What it belongs to; empty if nothing.</summary>
    public string ParentId { get; init; } = "";

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its kind: 1 internal, 2 server, 3 client, 4 producer, 5 consumer.</summary>
    public int Kind { get; init; }

    /// <summary>True if what it tells of failed.</summary>
    public bool IsError { get; init; }

    /// <summary>The spans that it is linked to.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>The server that exported it.</summary>
    public string Server { get; init; } = "";
}
