namespace Viaduct.Server.Api;

/// <summary>A call that the API takes: all that routing, checking and the documentation need to know of it.</summary>
internal sealed record ApiCall
{
    /// <summary>The media type of packages.</summary>
    public const string Archive = "application/x-tar";

    /// <summary>The media type of everything else.</summary>
    public const string Json = "application/json";

    /// <summary>Its name, unique, for generated clients.</summary>
    public required string Name { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The path, with parameters in braces.</summary>
    public required string Path { get; init; }

    /// <summary>What it does, in one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>More than fits into a sentence; may be empty.</summary>
    public string Details { get; init; } = "";

    /// <summary>The parameters in the path.</summary>
    public IReadOnlyList<ApiParameter> Places { get; init; } = [];

    /// <summary>The parameters in the query; others are refused.</summary>
    public IReadOnlyList<ApiParameter> Query { get; init; } = [];

    /// <summary>The record in the body; null if there is none.</summary>
    public Type? Body { get; init; }

    /// <summary>True if the body is a package.</summary>
    public bool TakesPackage { get; init; }

    /// <summary>The record in the answer; null if it is something else.</summary>
    public Type? Result { get; init; }

    /// <summary>The media type of the answer.</summary>
    public string ResultMediaType { get; init; } = Json;

    /// <summary>The problems that it may be refused with, beside those of all calls.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>True if it goes on for long, and does not count as a call that is worked on.</summary>
    public bool IsStream { get; init; }

    /// <summary>True if it is answered before the server works, and while it stops.</summary>
    public bool IsEarly { get; init; }

    /// <summary>
    /// True if it is answered to whoever asks, without a token and under any name, but in full only to those who show
    /// one; for load balancers and service managers.
    /// </summary>
    public bool IsProbe { get; init; }

    /// <summary>Does it.</summary>
    public required Func<ApiRequest, Task> Run { get; init; }

    /// <summary>True if it changes anything.</summary>
    public bool IsChange => Method != "GET";
}
