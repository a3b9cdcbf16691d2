using Microsoft.Extensions.Logging;
using Viaduct.Client;
using Viaduct.Core.Hosting;
using Viaduct.Core.Store;
using Viaduct.Server.Operations;

namespace Viaduct.Server.Drills;

/// <summary>
/// Makes this server fail when a drill asks for it: only if it was started so that it may, one failure at a time, and
/// never for longer than a limit.
/// </summary>
internal sealed partial class ServerFaults(
    ViaductServer server, IStore store, bool isAllowed, IOwnProcess process, TimeProvider time, ILogger logger)
{
    private const int AfterMsMin = 100;
    private const int AfterMsMax = 10_000;
    private const int HangMsMin = 500;
    private const int HangMsMax = 60_000;
    private const int ByLengthMax = 200;

    private readonly Lock _lock = new();
    private Fault? _last;

    /// <summary>What a drill must know of this server.</summary>
    /// <exception cref="ViaductException">The store does not answer.</exception>
    public async Task<DrillServer> DescribeAsync(CancellationToken cancellationToken)
    {
        var sessions = await SessionsAsync(cancellationToken);
        return new DrillServer
        {
            Server = server.Name,
            Machine = Environment.MachineName,
            ProcessId = Environment.ProcessId,
            Version = server.Version,
            Session = server.SessionId?.Value ?? 0,
            AllowsDrills = isAllowed,
            LeaseMs = (int)server.Lease.TotalMilliseconds,
            Kinds = Kinds(),
            Sessions = [.. sessions.Select(row => new DrillSession(row.Request.Server, row.Id.Value))],
        };
    }

    /// <summary>Lets the failure begin shortly after this returns.</summary>
    /// <exception cref="ViaductException">Drills are not allowed here, or not this one, or not now.</exception>
    public async Task<FaultState> StartAsync(Guid id, FaultRequest request, CancellationToken cancellationToken)
    {
        if (!isAllowed)
            throw Problems.Refuse(
                ProblemCodes.Conflict,
                $"Server '{server.Name}' does not allow drills: start it with --allow-drills if it may be made to "
                + "fail.");
        Check(request);
        Task<FaultState> begun;
        lock (_lock) begun = Begin_NeedsLock(id, request);
        return await begun.WaitAsync(cancellationToken);
    }

    private Task<FaultState> Begin_NeedsLock(Guid id, FaultRequest request)
    {
        if (_last is { } last && last.Id == id)
            return last.Request == request
                ? last.Begun
                : throw Problems.Refuse(
                    ProblemCodes.Conflict, $"The id {id} is that of another failure: choose a new one for each.");
        if (_last is { Over.IsCompleted: false })
            throw Problems.Refuse(
                ProblemCodes.Conflict,
                $"Server '{server.Name}' fails already, for drill {_last.Id}: wait until that is over.");
        var waker = request.Kind == FaultKinds.Hang ? WakerAsync(request) : Task.FromResult<IWaker?>(null);
        var begun = BeginAsync(id, request, waker);
        _last = new Fault(id, request, begun, SufferAsync(begun, request, waker));
        return begun;
    }

    private async Task<FaultState> BeginAsync(Guid id, FaultRequest request, Task<IWaker?> waker)
    {
        await waker;
        LogFault(logger, id, request.By, server.Name, request.Kind, request.AfterMs);
        return new FaultState(
            id, request.Kind, server.Name, server.SessionId?.Value ?? 0,
            time.GetUtcNow().AddMilliseconds(request.AfterMs), request.ForMs);
    }

    private async Task SufferAsync(Task<FaultState> begun, FaultRequest request, Task<IWaker?> starting)
    {
        await ((Task)begun).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!begun.IsCompletedSuccessfully) return;
        var state = await begun;
        using var waker = await starting;
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(request.AfterMs), time);
            if (IsCut(request.Kind))
            {
                await BeCutOffAsync(state, TimeSpan.FromMilliseconds(request.ForMs));
                return;
            }

            if (waker is null)
            {
                process.Kill();
                return;
            }

            long began = time.GetTimestamp();
            waker.Begin();
            process.Hang();
            LogWoken(logger, state.Id, server.Name, (long)time.GetElapsedTime(began).TotalMilliseconds);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // Then it did not fail, which is no harm; the drill will see that it did not.
            LogNotFailed(logger, e, state.Id, server.Name);
        }
    }

    // No other process has to end it: this one goes on, and with its end its sockets are gone.
    private async Task BeCutOffAsync(FaultState state, TimeSpan duration)
    {
        long began = time.GetTimestamp();
        using (store.Cut!.Begin()) await Task.Delay(duration, time);
        LogJoinedUp(logger, state.Id, server.Name, (long)time.GetElapsedTime(began).TotalMilliseconds);
    }

    private List<string> Kinds()
    {
        List<string> kinds = [FaultKinds.Kill];
        if (process.CanHang) kinds.Add(FaultKinds.Hang);
        if (store.Cut is not null) kinds.AddRange([FaultKinds.Partition, FaultKinds.StoreOutage]);
        return kinds;
    }

    private static bool IsCut(string kind) => kind is FaultKinds.Partition or FaultKinds.StoreOutage;

    private static bool Lasts(string kind) => kind == FaultKinds.Hang || IsCut(kind);

    private async Task<IWaker?> WakerAsync(FaultRequest request)
    {
        try
        {
            // Whoever asked may be gone: who asks again under the same id gets this one.
            return await process.StartWakerAsync(TimeSpan.FromMilliseconds(request.ForMs), CancellationToken.None);
        }
        catch (IOException e)
        {
            throw Problems.Refuse(
                ProblemCodes.Conflict,
                $"Server '{server.Name}' does not hang, because nobody would wake it: {e.Message}", e);
        }
    }

    private void Check(FaultRequest request)
    {
        string? wrong = request switch
        {
            { Kind: not FaultKinds.Kill } when !Lasts(request.Kind) =>
                $"'{request.Kind}' is nothing that a server suffers: {FaultKinds.Kill}, {FaultKinds.Hang}, "
                + $"{FaultKinds.Partition} or {FaultKinds.StoreOutage}.",
            { Kind: FaultKinds.Hang } when !process.CanHang => "Only on Linux can a server hang, and be woken again.",
            _ when IsCut(request.Kind) && store.Cut is null =>
                $"No network that could be cut lies between server '{server.Name}' and its store.",
            { AfterMs: < AfterMsMin or > AfterMsMax } =>
                $"afterMs is {request.AfterMs}, and lies between {AfterMsMin} and {AfterMsMax:N0}.",
            { ForMs: < HangMsMin or > HangMsMax } when Lasts(request.Kind) =>
                $"forMs is {request.ForMs}, and lies between {HangMsMin} and {HangMsMax:N0}.",
            { Kind: FaultKinds.Kill, ForMs: not 0 } => "Nobody ends a kill: leave forMs 0.",
            { By: null or "" or { Length: > ByLengthMax } } =>
                $"by says who does it, in 1 to {ByLengthMax} characters.",
            _ => null,
        };
        if (wrong is not null) throw Problems.BadRequest(wrong);
    }

    private async Task<IReadOnlyList<SessionRow>> SessionsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await store.Sessions.ListAsync(cancellationToken);
        }
        catch (StoreUnavailableException e)
        {
            throw Problems.Refuse(ProblemCodes.StoreAway, $"The store cannot be reached: {e.Message}", e);
        }
    }

    [LoggerMessage(
        3111, LogLevel.Warning,
        "Drill {Drill}, run by {By}: server {Server} suffers {Kind} in {Milliseconds} ms.")]
    private static partial void LogFault(
        ILogger logger, Guid drill, string by, string server, string kind, int milliseconds);

    [LoggerMessage(
        3112, LogLevel.Warning, "Drill {Drill}: server {Server} stood still for {Milliseconds} ms, and goes on.")]
    private static partial void LogWoken(ILogger logger, Guid drill, string server, long milliseconds);

    [LoggerMessage(
        3114, LogLevel.Warning,
        "Drill {Drill}: server {Server} was cut off from the store for {Milliseconds} ms, and reaches it again.")]
    private static partial void LogJoinedUp(ILogger logger, Guid drill, string server, long milliseconds);

    [LoggerMessage(3113, LogLevel.Error, "Drill {Drill}: server {Server} could not be made to fail.")]
    private static partial void LogNotFailed(ILogger logger, Exception e, Guid drill, string server);

    private sealed record Fault(Guid Id, FaultRequest Request, Task<FaultState> Begun, Task Over);
}
