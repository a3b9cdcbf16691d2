using Viaduct.Core.Adapters;
using Viaduct.Core.Assemble;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Store;

namespace Viaduct.Core.Hosting.TwoWay;

/// <summary>
/// The receive half of a two-way receive location with the way back: takes a request in, waits for its response, and
/// runs that through the location's send pipeline.
/// </summary>
/// <param name="location">The receive location.</param>
/// <param name="intake">The way in.</param>
/// <param name="pipelineOf">The way back of an interchange.</param>
/// <param name="timeout">How long a response is waited for.</param>
/// <param name="services">Who waits, and what responses are kept.</param>
internal sealed class RequestPort(
    string location, IIntake intake, Func<Guid, SendPipeline> pipelineOf, TimeSpan timeout, TwoWayServices services)
    : IRequestIntake
{
    private static readonly RequestResult Refused = new(RequestOutcome.Refused, Guid.Empty);
    private static readonly RequestResult Conflict = new(RequestOutcome.Conflict, Guid.Empty);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc/>
    public async ValueTask<RequestResult> RequestAsync(SourceItem item, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (services.Waiting.Reader is not { } reader) return Refused;
        var token = TokenOf(item, reader);
        token.Write(item.Context);
        bool isFirst = services.Waiting.TryEnter(token.Request, out var replying);
        Reply? reply = null;
        try
        {
            var result = isFirst ? await intake.SubmitAsync(item, cancellationToken) : null;
            if (result is { Outcome: IntakeOutcome.Refused }) return Refused;
            if (result is { Outcome: IntakeOutcome.Conflict }) return Conflict;
            // It was suspended when it came first: no response will ever come.
            if (result is { Outcome: IntakeOutcome.Duplicate, Failure: { } before })
                return new RequestResult(RequestOutcome.Failed, result.InterchangeId) { Failure = before };
            if (result is { Outcome: IntakeOutcome.Suspended })
                return new RequestResult(RequestOutcome.Failed, result.InterchangeId) { Failure = result.Failure };
            if (result is not { Outcome: IntakeOutcome.Published })
                return await RepeatAsync(token.Request, isFirst ? replying : null, cancellationToken);
            reply = await WaitAsync(token.Request, replying, cancellationToken);
            return reply is null
                ? new RequestResult(RequestOutcome.TimedOut, result.InterchangeId) { Failure = TimedOut() }
                : await RespondAsync(reply.Message, reply.Settle, cancellationToken);
        }
        finally
        {
            // Whoever asked has gone at the moment when the reply came.
            if (isFirst && services.Waiting.Leave(token.Request) is { } late && late != reply)
                late.Settle(ReplyEnd.NobodyWaits);
        }
    }

    private CorrelationToken TokenOf(SourceItem item, int reader) => item.Receipt is { } key
        ? new CorrelationToken(reader, new Guid(key.ToBytes(), bigEndian: true), IsKept: true)
        : new CorrelationToken(reader, Ids.Create(services.Time.GetUtcNow()), IsKept: false);

    /// <summary>Waits for the reply; null if none comes in time.</summary>
    private async ValueTask<Reply?> WaitAsync(Guid request, Task<Reply> reply, CancellationToken cancellationToken)
    {
        try
        {
            return await reply.WaitAsync(timeout, services.Time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return services.Waiting.Leave(request);
        }
    }

    /// <summary>
    /// A request that has come before: its response is kept, or comes yet, to whichever process took the first one in.
    /// </summary>
    private async ValueTask<RequestResult> RepeatAsync(
        Guid request, Task<Reply>? reply, CancellationToken cancellationToken)
    {
        long since = services.Time.GetTimestamp();
        while (true)
        {
            if (await FindKeptAsync(request, cancellationToken) is { } kept)
                return await RespondAsync(kept, end => HandOver(kept, end), cancellationToken);
            if (services.Time.GetElapsedTime(since) >= timeout)
                return new RequestResult(RequestOutcome.TimedOut, Guid.Empty) { Failure = TimedOut() };
            // A reply that comes to this process is kept before it is handed over.
            var again = Task.Delay(LookAgain, services.Time, cancellationToken);
            await (reply is null ? again : Task.WhenAny(reply, again));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task<Message?> FindKeptAsync(Guid request, CancellationToken cancellationToken)
    {
        try
        {
            return await services.FindKeptAsync(request, cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }

    /// <summary>Makes the response of what came.</summary>
    private async ValueTask<RequestResult> RespondAsync(
        Message message, Action<ReplyEnd> settle, CancellationToken cancellationToken)
    {
        if (ResponseDoor.RefusalOf(message.Context) is { } refusal)
        {
            settle(new ReplyEnd(location, null));
            return new RequestResult(RequestOutcome.NoResponse, message.InterchangeId) { Failure = refusal };
        }

        bool isSettled = false;
        try
        {
            var (response, failure) = await pipelineOf(message.InterchangeId)
                .RunAsync(message, services.Pipeline, cancellationToken);
            if (failure is null)
                response = await services.HandedOver.KeepAsync(response!, location, cancellationToken);
            isSettled = true;
            if (failure is null)
                return new RequestResult(RequestOutcome.Responded, message.InterchangeId)
                {
                    Response = response,
                    Done = () => settle(new ReplyEnd(location, null) { Response = response }),
                };
            settle(new ReplyEnd(location, failure));
            return new RequestResult(RequestOutcome.NoResponse, message.InterchangeId) { Failure = failure };
        }
        finally
        {
            if (!isSettled) settle(ReplyEnd.NobodyWaits);
        }
    }

    private void HandOver(Message kept, ReplyEnd end)
    {
        if (end.Failure is null) services.HandedOver.Commit(kept, in end);
    }

    private Failure TimedOut() => new(
        FailureCodes.TransmitTransient,
        $"No response came within {timeout}. The request goes on; whether it takes effect is not known.");
}
