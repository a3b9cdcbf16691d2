using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Core.Hosting.TwoWay;

/// <summary>What became of a reply.</summary>
/// <param name="Port">The receive location whose caller it was for, or <see cref="ReplyPort.Name"/>.</param>
/// <param name="Failure">Why it could not be handed over; null if it was.</param>
internal readonly record struct ReplyEnd(string Port, Failure? Failure)
{
    /// <summary>Nobody waits for it any more.</summary>
    public static readonly ReplyEnd NobodyWaits = new(ReplyPort.Name, ReplyPort.Late);

    /// <summary>What the caller got; null if that was word that there is no response.</summary>
    public Message? Response { get; init; }
}
