using Microsoft.Extensions.Logging;
using Npgsql;
using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Connecting;

namespace Viaduct.Store.Postgres.Writing;

/// <summary>
/// The one writer of a session: one connection, one commit in flight. Sends a batch until its outcome is known, however
/// long the store is away (rules 12 to 14).
/// </summary>
internal sealed class CommitWriter(
    Gateway gateway, PostgresStoreOptions options, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMilliseconds(10);

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly OutcomeResolver _resolver = new(gateway);
    private readonly Silence _silence = new(gateway, options, logger);
    private WriterLink? _link;
    private LogPlace _place = new(0, []);

    public async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken abandon)
    {
        if (Texts.FindUnstorable(batch) is { } place)
        {
            return new CommitResult.Refused(
                $"The database cannot hold NUL or half characters as text; found in {place}. Correct the source.");
        }
        await _one.WaitAsync(abandon);
        try
        {
            return await SendAsync(batch, abandon);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Waits for the commit in flight, if there is one, and closes the connection.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (Interlocked.Exchange(ref _link, null) is { } link) await link.DisposeAsync();
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Closes the connection as the end of the process would: a commit in flight stays unknown.</summary>
    public async ValueTask DisposeAsync()
    {
        if (await _one.WaitAsync(TimeSpan.Zero))
        {
            if (Interlocked.Exchange(ref _link, null) is { } link) await link.DisposeAsync();
            _one.Release();
        }
    }

    private async Task<CommitResult> SendAsync(CommitBatch batch, CancellationToken abandon)
    {
        bool reopens = false;
        while (true)
        {
            var link = await ConnectAsync(abandon);
            switch (await TryAsync(link, batch, reopens, abandon))
            {
                case Attempt.Known known:
                    gateway.Health.Answered();
                    return known.Result;
                case Attempt.Moved moved:
                    _place = moved.Place;
                    break;
                case Attempt.Reopens:
                    reopens = true;
                    break;
                case Attempt.Again again:
                    await WaitAsync(again, abandon);
                    break;
                case Attempt.Unknown unknown:
                    if (await ResolveAsync(link, batch, unknown.Reason, abandon) is { } result) return result;
                    break;
            }
        }
    }

    private async Task<Attempt> TryAsync(
        WriterLink link, CommitBatch batch, bool reopens, CancellationToken abandon)
    {
        var sending = link.Statements.ExecuteAsync(batch, _place, reopens);
        try
        {
            if (!await _silence.IsAnsweredAsync(link.Backend, sending, abandon))
            {
                LetGo(link, sending);
                return new Attempt.Unknown("The connection has fallen silent, or the database has failed over.");
            }
            await sending;
            return link.TakeWarning() is { } warning ? new Attempt.Unknown(warning) : Attempt.Known.Committed;
        }
        catch (PostgresException error)
        {
            return Answers.Read(error);
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
            LetGo(link, sending);
            throw;
        }
        catch (Exception error) when (StoreErrors.IsUnavailable(error))
        {
            return new Attempt.Unknown(error.Message);
        }
        catch
        {
            // A defect of ours, before or while sending: never send it again without knowing.
            LetGo(link, sending);
            throw;
        }
    }

    private async Task WaitAsync(Attempt.Again again, CancellationToken abandon)
    {
        if (again.IsCollision)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, abandon);
            return;
        }
        logger.CommitRefused(again.Reason);
        gateway.Health.Failed(new StoreUnavailableException(again.Reason));
        // Another node may be the primary by now.
        if (Interlocked.Exchange(ref _link, null) is { } link) await link.DisposeAsync();
        await gateway.PauseAsync(abandon);
    }

    /// <summary>Committed, or null: it certainly did not commit, and may be sent again.</summary>
    private async Task<CommitResult?> ResolveAsync(
        WriterLink lost, CommitBatch batch, string reason, CancellationToken abandon)
    {
        logger.OutcomeUnknown(reason);
        if (Interlocked.CompareExchange(ref _link, null, lost) == lost)
        {
            await lost.DisposeAsync();
        }
        while (true)
        {
            var link = await ConnectAsync(abandon);
            try
            {
                var outcome = await LookAsync(link, lost.Backend, batch, abandon);
                if (outcome == Outcome.Undecided)
                {
                    await Task.Delay(s_lookAgain, TimeProvider.System, abandon);
                    continue;
                }
                logger.OutcomeResolved(outcome.ToString());
                return outcome == Outcome.Committed ? CommitResult.Committed.Instance : null;
            }
            catch (Exception error) when (StoreErrors.IsUnavailable(error))
            {
                abandon.ThrowIfCancellationRequested();
                gateway.Health.Failed(error);
                if (Interlocked.Exchange(ref _link, null) is { } broken) await broken.DisposeAsync();
                await gateway.PauseAsync(abandon);
            }
        }
    }

    /// <summary>Looks once. It is not cancelled either: its commit proves that all it saw is replicated.</summary>
    private async Task<Outcome> LookAsync(WriterLink link, Backend lost, CommitBatch batch, CancellationToken abandon)
    {
        var looking = _resolver.ResolveAsync(link.Connection, lost, batch);
        try
        {
            if (await _silence.IsAnsweredAsync(link.Backend, looking, abandon))
            {
                var outcome = await looking;
                return link.TakeWarning() is null ? outcome : Outcome.Undecided;
            }
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
            LetGo(link, looking);
            throw;
        }
        LetGo(link, looking);
        return Outcome.Undecided;
    }

    private async Task<WriterLink> ConnectAsync(CancellationToken abandon)
    {
        // One that leads to a database that was replaced, and may answer still.
        if (_link is { } past && gateway.HasReplaced(past.Backend)
            && Interlocked.CompareExchange(ref _link, null, past) == past)
        {
            await past.DisposeAsync();
        }
        while (_link is null)
        {
            abandon.ThrowIfCancellationRequested();
            try
            {
                var dedicated = await gateway.OpenDedicatedAsync(abandon);
                _place = await OutcomeResolver.ReadPlaceAsync(dedicated.Connection, abandon);
                _link = new WriterLink(dedicated, options.Clock);
            }
            catch (Exception error) when (StoreErrors.IsUnavailable(error))
            {
                // Whoever abandons the wait while an attempt fails gets the end of the wait, not the failure.
                abandon.ThrowIfCancellationRequested();
                gateway.Health.Failed(error);
                await gateway.PauseAsync(abandon);
            }
        }
        return _link;
    }

    private void LetGo(WriterLink link, Task sending)
    {
        Interlocked.CompareExchange(ref _link, null, link);
        Gateway.LeaveBehind(link.DiscardAfterAsync(sending));
    }
}
