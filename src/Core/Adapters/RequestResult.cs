using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Core.Adapters;

/// <summary>The answer of the intake for one request.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="InterchangeId">The id of its interchange; empty for a refused one.</param>
public sealed record RequestResult(RequestOutcome Outcome, Guid InterchangeId) : IAsyncDisposable
{
    /// <summary>The response as the send pipeline made it; null if there is none.</summary>
    public Message? Response { get; init; }

    /// <summary>Why there is no response; null if there is one.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Told when the response has been written out, or cannot be.</summary>
    internal Action? Done { get; init; }

    /// <summary>The response has been written out, or cannot be: its body is no longer needed.</summary>
    public ValueTask DisposeAsync()
    {
        Done?.Invoke();
        return ValueTask.CompletedTask;
    }
}
