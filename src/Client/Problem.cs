namespace Viaduct.Client;

/// <summary>Why a call was refused, as RFC 9457 writes it.</summary>
public sealed record Problem
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>What kind of problem, as a URI: <c>urn:viaduct:problem:</c> and the code.</summary>
    public required string Type { get; init; }

    /// <summary>The kind in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>The status of the answer.</summary>
    public required int Status { get; init; }

    /// <summary>What is wrong and what to do.</summary>
    public required string Detail { get; init; }

    /// <summary>What kind of problem, one of <see cref="ProblemCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>Of a configuration that is refused: every mistake. Else null.</summary>
    public IReadOnlyList<ConfigurationMistake>? Problems { get; init; }
}
