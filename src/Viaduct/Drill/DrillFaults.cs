using System.Net.Sockets;
using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Drill;

/// <summary>Lets the failure of a drill happen, and looks on while it does.</summary>
internal sealed class DrillFaults(DrillStage stage, DrillNotes notes, DrillOutcome outcome, TimeProvider time)
{
    private const int AfterMs = 250;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan AskTimeout = TimeSpan.FromSeconds(1);

    // A service manager that starts it anew does so within this time.
    private static readonly TimeSpan RefusedFor = TimeSpan.FromSeconds(10);

    /// <summary>Lets it happen; returns when it is over, and seen to be.</summary>
    public Task SufferAsync(CancellationToken cancellationToken) => stage.Options.Kind switch
    {
        FaultKinds.EndpointOutage => BeAwayAsync(cancellationToken),
        FaultKinds.StoreOutage => LoseStoreAsync(cancellationToken),
        FaultKinds.StoreFailover => FailOverAsync(cancellationToken),
        _ => SufferAsync(stage.Scene.Sufferer!, cancellationToken),
    };

    private async Task LoseStoreAsync(CancellationToken cancellationToken)
    {
        var request = new FaultRequest(
            stage.Options.Kind, AfterMs, (int)stage.Scene.Duration.TotalMilliseconds, stage.Options.By);
        var asked = stage.Log.Now;
        await Task.WhenAll(stage.Scene.Sufferers.Select(
            one => one.Client.StartFaultAsync(stage.Id, request, cancellationToken)));
        var at = asked + TimeSpan.FromMilliseconds(AfterMs);
        Begin(at, stage.Log.Now - asked, 0);
        notes.Add($"All servers lose the store {AfterMs} ms after the request.");
        await SeeAllBackAsync(at, cancellationToken);
    }

    private async Task FailOverAsync(CancellationToken cancellationToken)
    {
        var at = stage.Log.Now;
        Begin(at, TimeSpan.Zero, 0);
        notes.Add($"Runs: {stage.Options.Command}");
        int code = await OperatorCommand.RunAsync(stage.Options.Command, notes.Add, cancellationToken);
        if (code != 0)
            throw new CommandFailedException(
                ExitCode.NoStore,
                $"The command has ended with {code}. What it has done to the database is not undone by this drill.");
        notes.Add("The command has ended with 0.");
        await SeeAllBackAsync(at, cancellationToken);
    }

    private async Task SeeAllBackAsync(TimeSpan at, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(stage.Scene.Duration + stage.Options.Patience);
        try
        {
            foreach (var member in stage.Group.Members) await SeeBackAsync(member, 0, at, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            notes.Add($"Waited {stage.Options.Patience.TotalSeconds:0} s, and no longer.");
        }
    }

    private async Task BeAwayAsync(CancellationToken cancellationToken)
    {
        Begin(stage.Log.Now, TimeSpan.Zero, 0);
        notes.Add("The far side is away.");
        stage.Collector.IsAway = true;
        try
        {
            await Task.Delay(stage.Scene.Duration, time, cancellationToken);
        }
        finally
        {
            stage.Collector.IsAway = false;
            notes.Add("The far side is there again.");
        }
    }

    private async Task SufferAsync(DrillMember sufferer, CancellationToken cancellationToken)
    {
        string kind = stage.Options.Kind;
        var request = new FaultRequest(kind, AfterMs, (int)stage.Scene.Duration.TotalMilliseconds, stage.Options.By);
        var asked = stage.Log.Now;
        var state = await sufferer.Client.StartFaultAsync(stage.Id, request, cancellationToken);
        var answered = stage.Log.Now;
        // Not sooner than this: what is counted from here is not counted too short.
        var at = asked + TimeSpan.FromMilliseconds(AfterMs);
        Begin(at, answered - asked, state.Session);
        notes.Add(answered, state.Server, $"{kind} begins {AfterMs} ms after the request, session {state.Session}.");
        await WaitAsync(at, cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(stage.Scene.Duration + stage.Options.Patience);
        try
        {
            if (stage.Scene.ExpectsTakeOver) await SeeTakeOverAsync(state, limit.Token);
            await (kind == FaultKinds.Kill
                ? SeeGoneAsync(sufferer, state, limit.Token)
                : SeeBackAsync(sufferer, state.Session, at, limit.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            notes.Add($"Waited {stage.Options.Patience.TotalSeconds:0} s, and no longer.");
        }
    }

    private void Begin(TimeSpan at, TimeSpan uncertainty, long session) => outcome.Fault = outcome.Fault with
    {
        AtMs = Math.Round(at.TotalMilliseconds, 1), UncertaintyMs = Math.Round(uncertainty.TotalMilliseconds, 1),
        Session = session,
    };

    private async Task WaitAsync(TimeSpan until, CancellationToken cancellationToken)
    {
        var left = until - stage.Log.Now;
        if (left > TimeSpan.Zero) await Task.Delay(left, time, cancellationToken);
    }

    private async Task SeeTakeOverAsync(FaultState state, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var seen = await stage.Group.Others.GetDrillServerAsync(cancellationToken);
                if (seen.Sessions.All(session => session.Session != state.Session))
                {
                    outcome.TakenOver = stage.Log.Now;
                    notes.Add(stage.Log.Now, seen.Server, $"Session {state.Session} has been taken over.");
                    return;
                }
            }
            catch (Exception e) when (e is ServerUnreachableException or ViaductException)
            {
                notes.Add($"The others do not answer: {e.Message}");
            }

            await Task.Delay(LookEvery, time, cancellationToken);
        }
    }

    private async Task SeeGoneAsync(DrillMember sufferer, FaultState state, CancellationToken cancellationToken)
    {
        while ((await AskAsync(sufferer, cancellationToken)).Server is { } server)
        {
            if (server.Session != state.Session && server.Session != 0)
            {
                notes.Add(stage.Log.Now, server.Server, $"Started again, as session {server.Session}.");
                return;
            }

            await Task.Delay(LookEvery, time, cancellationToken);
        }

        notes.Add($"Server {sufferer.Server.Server} answers no more.");
    }

    private async Task SeeBackAsync(
        DrillMember sufferer, long session, TimeSpan at, CancellationToken cancellationToken)
    {
        await WaitAsync(at + stage.Scene.Duration, cancellationToken);
        TimeSpan? refusedSince = null;
        while (true)
        {
            var (server, isRefused) = await AskAsync(sufferer, cancellationToken);
            if (IsBack(server, session))
            {
                notes.Add(stage.Log.Now, server!.Server, $"Works again, as session {server.Session}.");
                return;
            }

            refusedSince = isRefused ? refusedSince ?? stage.Log.Now : null;
            if (stage.Log.Now - refusedSince > RefusedFor)
            {
                notes.Add($"Server {sufferer.Server.Server} answers no more: its process is gone.");
                return;
            }

            await Task.Delay(LookEvery, time, cancellationToken);
        }
    }

    private bool IsBack(DrillServer? server, long session) => server is { Session: not 0 }
        && (!stage.Scene.ExpectsTakeOver || server.Session != session);

    // A process that stands still, or is busy, refuses no connection; only one that is not there does.
    private static async Task<(DrillServer? Server, bool IsRefused)> AskAsync(
        DrillMember member, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AskTimeout);
        try
        {
            return (await member.Client.GetDrillServerAsync(limit.Token), false);
        }
        catch (Exception e) when (e is ServerUnreachableException or ViaductException)
        {
            return (null, e.GetBaseException() is SocketException { SocketErrorCode: SocketError.ConnectionRefused });
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, false);
        }
    }
}
