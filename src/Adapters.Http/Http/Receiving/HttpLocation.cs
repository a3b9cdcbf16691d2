using Microsoft.AspNetCore.Http;
using Viaduct.Adapters.Http.Listening;
using Viaduct.Core.Adapters;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Telemetry;

namespace Viaduct.Adapters.Http.Receiving;

/// <summary>
/// One receive location as its listener sees it: checks a request, reads its body, submits it, and answers once it is
/// stored. Everything that waits is counted, so that a flood meets 503 and not memory.
/// </summary>
internal sealed class HttpLocation : IDisposable
{
    private readonly ReceiverContext _context;
    private readonly Admission _admission;
    private readonly Deadlines _deadlines;
    private readonly RequestCheck _check;
    private readonly BodyReader _bodies;
    private readonly RequestContext _properties;
    private readonly Limit _requests;
    private readonly Limit _largeBodies;
    private readonly SaidOnce _full;
    private readonly SaidOnce _behind;
    private bool _isRefusing;

    /// <summary>A location that takes no requests yet.</summary>
    /// <exception cref="IOException">A file that its options name cannot be read.</exception>
    public HttpLocation(HttpReceiveOptions options, ReceiverContext context)
    {
        (Options, _context, Place) = (options, context, options.Place);
        (_full, _behind) = (new SaidOnce(context.Time), new SaidOnce(context.Time));
        _admission = new Admission(options.Requests);
        _requests = context.Limits.Add("http.requests", Name, options.Requests, () => _admission.Inside);
        _deadlines = new Deadlines(context.Time, options.Requests);
        _check = new RequestCheck(options, Callers.Of(options.Auth, context));
        _bodies = new BodyReader(options, context.Intake);
        _properties = new RequestContext(options);
        _largeBodies = context.Limits.Add("http.largeBodies", Name, options.LargeBodies, () => _bodies.LargeBodies);
    }

    /// <summary>The location's name.</summary>
    public string Name => _context.LocationName;

    /// <summary>How new it is: of two versions the newer has the higher number.</summary>
    public required long Number { get; init; }

    /// <summary>Where it takes requests.</summary>
    public ListenPlace Place { get; }

    /// <summary>Its options.</summary>
    public HttpReceiveOptions Options { get; }

    /// <summary>True once it takes no more requests.</summary>
    public bool IsClosed => _admission.IsClosed;

    /// <summary>Works a request.</summary>
    public async ValueTask<Answer> AnswerAsync(HttpContext http)
    {
        if (!_admission.TryEnter()) return NotAdmitted();
        Task? stillInside = null;
        try
        {
            if (_check.Find(http, out string caller) is { } refusal) return refusal;
            if (!_context.Intake.IsOpen) return StoreAway();
            if (Volatile.Read(ref _isRefusing) && Interlocked.Exchange(ref _isRefusing, false))
                _context.Logger.StoreBack(Name);
            Answer answer;
            (answer, stillInside) = await WorkAsync(http, caller);
            return answer;
        }
        finally
        {
            if (stillInside is null) _admission.Leave();
            else _ = stillInside.ContinueWith(
                static (_, admission) => ((Admission)admission!).Leave(), _admission, TaskScheduler.Default);
        }
    }

    /// <summary>Lets no request in any more, and waits for those that are inside.</summary>
    public async ValueTask StopAsync(CancellationToken noTimeLeft)
    {
        await _admission.CloseAsync().WaitAsync(noTimeLeft).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        _requests.Dispose();
        _largeBodies.Dispose();
        _deadlines.Dispose();
        _bodies.Dispose();
    }

    private Answer NotAdmitted()
    {
        if (_admission.IsClosed) return Problems.Away;
        _requests.Reached();
        if (_full.IsNew()) _context.Logger.Full(Name, Options.Requests);
        return Problems.Full(Options.RetryAfter);
    }

    private Answer StoreAway()
    {
        if (_behind.IsNew())
        {
            Volatile.Write(ref _isRefusing, true);
            _context.Logger.StoreBehind(Name);
        }

        return Problems.StoreAway(Options.RetryAfter);
    }

    private async ValueTask<(Answer Answer, Task? StillInside)> WorkAsync(HttpContext http, string caller)
    {
        string? key = null;
        if (Options.IdempotencyKeys && !RequestKey.TryRead(http.Request, out key)) return (Problems.BadKey, null);
        var deadline = _deadlines.Rent(Options.BodyTime);
        Task? stillInside = null;
        try
        {
            var received = await _bodies.ReadAsync(http, key is not null, deadline.Token);
            if (received.Refusal is { } refusal) return (refusal, null);
            deadline.CancelAfter(_context.Requests is null ? Options.Wait : Timeout.InfiniteTimeSpan);
            var item = Item(http, caller, key, received);
            if (_context.Requests is { } requests) return (await RequestAsync(requests, item, http), null);
            Answer answer;
            (answer, stillInside) = await SubmitAsync(item, deadline.Token);
            return (answer, stillInside);
        }
        finally
        {
            if (stillInside is null) _deadlines.Return(deadline);
        }
    }

    private SourceItem Item(HttpContext http, string caller, string? key, ReceivedBody received)
    {
        string? contentType = http.Request.ContentType;
        var identity = key is null ? null : RequestKey.Of(Name, caller, key, http.Request, received.Hash!);
        return new SourceItem
        {
            Body = received.Body!,
            ContentType = contentType is { Length: > 0 and <= 500 } ? contentType : null,
            Receipt = identity?.Receipt,
            Exclusive = identity?.Exclusive,
            InterchangeId = identity?.InterchangeId,
            Context = _properties.Of(http, caller, key, MediaTypes.Plain(contentType)),
        };
    }

    /// <summary>Submits and waits; a commit that does not come to an end is left to itself after a while.</summary>
    private async ValueTask<(Answer Answer, Task? StillInside)> SubmitAsync(SourceItem item, CancellationToken deadline)
    {
        var submitting = _context.Intake.SubmitAsync(item, deadline).AsTask();
        try
        {
            var result = await submitting.WaitAsync(Options.Wait * 2, _context.Time, CancellationToken.None);
            return (AnswerOf(result, item), null);
        }
        catch (TimeoutException)
        {
            _context.Logger.OutcomeUnknown(Name, Options.Wait * 2);
            return (Problems.OutcomeUnknown(Options.RetryAfter), submitting);
        }
        catch (OperationCanceledException)
        {
            return (Problems.OutcomeUnknown(Options.RetryAfter) with { Close = true }, null);
        }
    }

    /// <summary>Takes a request of a two-way port in, and waits for its response.</summary>
    private async ValueTask<Answer> RequestAsync(IRequestIntake requests, SourceItem item, HttpContext http)
    {
        RequestResult result;
        try
        {
            result = await requests.RequestAsync(item, http.RequestAborted);
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            return Problems.OutcomeUnknown(Options.RetryAfter) with { Close = true };
        }

        switch (result.Outcome)
        {
            case RequestOutcome.Responded:
                return new Answer(StatusCodes.Status200OK) { Interchange = result.InterchangeId, Response = result };
            case RequestOutcome.Failed:
                return Problems.Suspended(result.InterchangeId, result.Failure!, tellPlace: item.Receipt is null);
            case RequestOutcome.NoResponse:
                return Problems.NoResponse(result.InterchangeId, result.Failure!);
            case RequestOutcome.TimedOut:
                return Problems.TimedOut(result.InterchangeId);
            default:
                return result.Outcome == RequestOutcome.Conflict ? Problems.KeyReused : StoreAway();
        }
    }

    private Answer AnswerOf(IntakeResult result, SourceItem item) => result.Outcome switch
    {
        IntakeOutcome.Refused => StoreAway(),
        IntakeOutcome.Conflict => Problems.KeyReused,
        // What nobody wants is no fault of the caller, and will be worked once an operator has seen to it.
        _ when result.Failure is { Code: not FailureCodes.NoSubscriber } failure =>
            Problems.Suspended(result.InterchangeId, failure, tellPlace: item.Receipt is null),
        _ => new Answer(StatusCodes.Status202Accepted) { Interchange = result.InterchangeId },
    };
}
