using System.Diagnostics;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Core.Adapters;

/// <summary>One message on its way out. The sender settles it exactly once.</summary>
public abstract class Transmission
{
    /// <summary>The idempotency key.</summary>
    public abstract IdempotencyKey Key { get; }

    /// <summary>The message as the send pipeline made it.</summary>
    public abstract Message Message { get; }

    /// <summary>How often it was tried before, by any owner. 0 at first.</summary>
    public abstract int Attempt { get; }

    /// <summary>
    /// What an earlier attempt recorded with <see cref="RecordAsync"/>, or null. It tells whether that attempt's
    /// effect happened (for FILE: the final name; the temporary file's presence tells).
    /// </summary>
    public abstract string? Recorded { get; }

    /// <summary>
    /// Records what the next step is about to do, durably, before it is done. Records of several transmissions share
    /// one commit if their calls are made before the first is awaited.
    /// </summary>
    /// <returns>False if this owner may no longer act: do nothing more with the transmission.</returns>
    public abstract ValueTask<bool> RecordAsync(string record, CancellationToken cancellationToken);

    /// <summary>
    /// True while this process may act for the message, by its own monotonic clock (invariant 8). Look at it before
    /// every external effect.
    /// </summary>
    public abstract bool MayAct { get; }

    /// <summary>
    /// The trace that the transmission belongs to, for a sender that can tell the far side; null if to none.
    /// </summary>
    public virtual ActivityContext? Trace => null;

    /// <summary>The effect is at the far side.</summary>
    /// <param name="inbound">What comes back into the receive half, or null.</param>
    public abstract void Sent(InboundItem? inbound = null);

    /// <summary>
    /// The effect is at the far side, and this is its response, at a two-way port. It is read now, through the port's
    /// receive pipeline, and published in the same commit that completes the transmission: to whoever waits for it,
    /// else by subscriptions. Returns when the response has been read, and the transmission is settled.
    /// </summary>
    /// <param name="response">The response; it needs no receipt. Bytes that can be read only once are written to a
    /// place of <see cref="SenderContext.CreateBody"/> before.</param>
    /// <param name="cancellationToken">Ends the reading; the transmission is not settled then.</param>
    /// <exception cref="IOException">The response cannot be read: the transmission is not settled yet, and has
    /// failed.</exception>
    public abstract ValueTask RespondedAsync(SourceItem response, CancellationToken cancellationToken);

    /// <summary>The transmission failed.</summary>
    /// <param name="failure">Why, and what to do.</param>
    /// <param name="transient">True if a retry may succeed.</param>
    /// <param name="notBefore">How long the far side asks not to be tried again, counted from now; the next attempt is
    /// due then or after the port's interval, whichever is later. Null: the port's interval alone.</param>
    public abstract void Failed(Failure failure, bool transient, TimeSpan? notBefore = null);
}
