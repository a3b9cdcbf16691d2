using System.Diagnostics;
using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Store;
using Viaduct.Core.Telemetry;

namespace Viaduct.Core.Process;

/// <summary>One message for one send port, in the hands of this process.</summary>
internal sealed class WorkItem : Transmission
{
    /// <summary>What is recorded for an item that is about to begin alone.</summary>
    public const string BegunAlone = "\u0001alone";

    private readonly Lock _lock = new();
    private Message _message;
    private TaskCompletionSource? _move;
    private bool _isRecording;
    private bool _taken;
    private volatile bool _wasHeldBack;

    public WorkItem(IWorkOrigin origin, Position position, Message message, string port)
    {
        (Origin, Position, _message, Original, Port) = (origin, position, message, message, port);
    }

    /// <summary>Where it comes from.</summary>
    public IWorkOrigin Origin { get; private set; }

    /// <summary>Its place in its reader's lane; nothing for an open item.</summary>
    public Position Position { get; }

    /// <summary>The message as it stands in the message box.</summary>
    public Message Original { get; }

    /// <summary>The send port's name.</summary>
    public string Port { get; private set; }

    /// <summary>The number of its port, if that was not known when the item was read; else null.</summary>
    public int? UnknownPort { get; init; }

    /// <summary>Says what the port is called whose number alone was known.</summary>
    public void NamePort(string name) => Port = name;

    /// <summary>The length of its record, for limits.</summary>
    public int Weight { get; init; }

    /// <summary>How often it was tried before.</summary>
    public int Attempts { get; init; }

    /// <summary>
    /// True if it may have ended its process before: it is begun in a batch of its own, and that is written down first.
    /// </summary>
    public bool IsAlone { get; set; }

    /// <summary>True once its worker has begun it. Its origin sets it.</summary>
    public bool HasBegun { get; set; }

    /// <summary>What an earlier attempt recorded.</summary>
    public string? RecordedText { get; set; }

    /// <summary>Who works it now; set when it is begun.</summary>
    public IWorkItemOwner? Owner { get; set; }

    /// <summary>What comes back into the receive half.</summary>
    public InboundItem? Inbound { get; private set; }

    /// <summary>What has come of the far side's response, at a two-way port, to be committed.</summary>
    public CommitEntry? Response { get; private set; }

    /// <summary>Why it failed, or null.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>True if a retry may succeed.</summary>
    public bool IsTransient { get; private set; }

    /// <summary>How long the far side asked not to be tried again, or null.</summary>
    public TimeSpan? NotBefore { get; private set; }

    /// <summary>True once the sender has settled it.</summary>
    public bool IsSettled { get; private set; }

    /// <summary>Its span while a sender has it; null if nobody wants one.</summary>
    public Activity? Span { get; set; }

    /// <inheritdoc/>
    public override ActivityContext? Trace => Span?.Context ?? TraceHeaders.Of(Original.Context);

    /// <inheritdoc/>
    public override IdempotencyKey Key => new(Original.Id, Port);

    /// <inheritdoc/>
    public override Message Message => _message;

    /// <inheritdoc/>
    public override int Attempt => Attempts;

    /// <inheritdoc/>
    public override string? Recorded => RecordedText;

    /// <inheritdoc/>
    public override bool MayAct
    {
        get
        {
            bool mayAct = Owner!.MayAct;
            if (!mayAct) _wasHeldBack = true;
            return mayAct;
        }
    }

    /// <summary>
    /// True once after its sender was told that it may not act, and left it unsettled: it is not the sender's failure.
    /// </summary>
    public bool TakeHeldBack()
    {
        bool wasHeldBack = _wasHeldBack && !IsSettled;
        _wasHeldBack = false;
        return wasHeldBack;
    }

    /// <summary>Sets the message that the send pipeline made.</summary>
    public void Assembled(Message message) => _message = message;

    /// <inheritdoc/>
    public override async ValueTask<bool> RecordAsync(string record, CancellationToken cancellationToken)
    {
        while (!TryBeginRecord(record, out var move)) await move;
        try
        {
            return await Owner!.RecordAsync(this, record);
        }
        finally
        {
            lock (_lock) _isRecording = false;
        }
    }

    /// <summary>
    /// Begins to move to another origin; until the end of it nothing is written down for the item. What was recorded
    /// before goes with it.
    /// </summary>
    /// <returns>False if it is settled already, moves, or something is being recorded for it.</returns>
    public bool TryBeginMove()
    {
        lock (_lock)
        {
            if (IsSettled || _isRecording || _move is not null) return false;
            _move = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return true;
        }
    }

    /// <summary>Ends the move.</summary>
    /// <param name="origin">Where it comes from now; null: as before.</param>
    /// <returns>True if it was settled meanwhile: its end is to be written down now.</returns>
    public bool EndMove(IWorkOrigin? origin)
    {
        TaskCompletionSource move;
        bool settled;
        lock (_lock)
        {
            Origin = origin ?? Origin;
            (move, _move) = (_move!, null);
            settled = IsSettled;
        }

        move.TrySetResult();
        return settled;
    }

    /// <summary>True once, for whoever writes the item's end down; not while it moves.</summary>
    public bool TryTakeSettled()
    {
        lock (_lock)
        {
            if (_taken || _move is not null) return false;
            return _taken = true;
        }
    }

    // From here on the item does not move, unless it moves already.
    private bool TryBeginRecord(string record, out Task move)
    {
        lock (_lock)
        {
            move = _move?.Task ?? Task.CompletedTask;
            if (_move is not null) return false;
            (RecordedText, _isRecording) = (record, true);
            return true;
        }
    }

    /// <inheritdoc/>
    public override void Sent(InboundItem? inbound = null)
    {
        Inbound = inbound;
        Settle();
    }

    /// <inheritdoc/>
    public override async ValueTask RespondedAsync(SourceItem response, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(response);
        Response = await Owner!.TakeInAsync(this, response, cancellationToken);
        Settle();
    }

    /// <inheritdoc/>
    public override void Failed(Failure failure, bool transient, TimeSpan? notBefore = null)
    {
        ArgumentNullException.ThrowIfNull(failure);
        (Failure, IsTransient, NotBefore) = (failure, transient, notBefore);
        Settle();
    }

    private void Settle()
    {
        lock (_lock)
        {
            if (IsSettled) throw new InvalidOperationException($"The transmission {Key} is settled twice.");
            IsSettled = true;
        }

        if (Span is { } span) Tracing.End(span, Failure);
        Owner!.Settled(this);
    }
}
