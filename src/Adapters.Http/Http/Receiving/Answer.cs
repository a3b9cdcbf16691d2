using Viaduct.Core.Adapters;

namespace Viaduct.Adapters.Http.Receiving;

/// <summary>What a caller gets.</summary>
/// <param name="Status">The status code.</param>
internal sealed record Answer(int Status)
{
    /// <summary>The error document, or null for an answer without a body.</summary>
    public Problem? Problem { get; init; }

    /// <summary>The response of a two-way port, or null. It is disposed of once it is written out.</summary>
    public RequestResult? Response { get; init; }

    /// <summary>The interchange that was stored; empty if none was.</summary>
    public Guid Interchange { get; init; }

    /// <summary>When to try again, or null.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The methods that are taken, or null.</summary>
    public string? Allow { get; init; }

    /// <summary>How a caller makes itself known, or null.</summary>
    public string? Challenge { get; init; }

    /// <summary>True if the connection ends with the answer.</summary>
    public bool Close { get; init; }
}
