namespace Viaduct.Core.Pipelines;

/// <summary>
/// A body exceeds the configured limit. Stages catch it and answer with a failure of code <c>limit</c>.
/// </summary>
public sealed class BodyTooLargeException : IOException
{
    /// <summary>Names the limit that was exceeded.</summary>
    /// <param name="limit">The limit in bytes.</param>
    public BodyTooLargeException(long limit)
        : base($"The body is larger than the limit of {limit:N0} bytes. Raise limits.bodyBytes if this is intended.") =>
        Limit = limit;

    /// <summary>The limit in bytes.</summary>
    public long Limit { get; }
}
