using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Native;
using Viaduct.Store.Sqlite.Reading;
using Viaduct.Store.Sqlite.Writing;

namespace Viaduct.Store.Sqlite;

/// <summary>Versions that are tried on a share of what comes in.</summary>
internal sealed class SqliteTrialStore(Writer writer, ReaderPool readers, TimeProvider clock) : ITrialStore
{
    private const int OutcomeColumn = 8;
    private const int CountsColumn = 11;

    /// <inheritdoc/>
    public Task<ActiveConfiguration?> BeginAsync(TrialStart start, CancellationToken cancellationToken)
    {
        TrialStart.Check(start);
        return writer.RunAsync(transaction => Begin(transaction, start), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> DecideAsync(TrialDecision decision, CancellationToken cancellationToken) =>
        writer.RunAsync(transaction => Decide(transaction, decision), cancellationToken);

    /// <inheritdoc/>
    public Task CountAsync(
        long trial, SessionId session, TrialCounts counts, CancellationToken cancellationToken) =>
        writer.RunAsync(
            transaction => transaction.Get(Sql.TrialCount)
                .Bind(1, trial).Bind(2, session.Value)
                .Bind(3, counts.Base.Good).Bind(4, counts.Base.Suspended).Bind(5, counts.Base.Failed)
                .Bind(6, counts.Candidate.Good).Bind(7, counts.Candidate.Suspended).Bind(8, counts.Candidate.Failed)
                .Run(),
            cancellationToken);

    /// <inheritdoc/>
    public Task<TrialReport?> GetLatestAsync(CancellationToken cancellationToken) =>
        readers.RunAsync(
            connection =>
            {
                var row = connection.Get(Sql.TrialLatest);
                return row.Step() ? ReadReport(row) : null;
            },
            cancellationToken);

    private TrialReport ReadReport(Statement row)
    {
        TrialTally Tally(int column) => new(row.Int64(column), row.Int64(column + 1), row.Int64(column + 2));
        var trial = TrialRows.Read(row);
        DateTimeOffset? ended = row.Int64OrNull(OutcomeColumn + 2) is { } at ? StoreTime.ToTime(at) : null;
        return new TrialReport(
            trial, new TrialCounts(Tally(CountsColumn), Tally(CountsColumn + 3)),
            (ended ?? clock.GetUtcNow()) - trial.BegunAt)
        {
            Outcome = (TrialOutcome?)row.Int64OrNull(OutcomeColumn),
            Reason = row.TextOrNull(OutcomeColumn + 1),
            EndedAt = ended,
        };
    }

    private static ActiveConfiguration? Begin(WriteTransaction transaction, TrialStart start)
    {
        var active = SqliteConfigurationStore.Read(transaction.Connection);
        if (active is null || active.Hash != start.BaseHash || active.Trial is not null)
        {
            transaction.Undo();
            return null;
        }
        var terms = start.Terms;
        long? time = terms.AcceptAfterTime is { } after ? StoreTime.From(after) : null;
        transaction.Get(Sql.ActivatePackage).Bind(1, start.CandidateHash).Bind(2, start.Package.Span).Run();
        transaction.Get(Sql.TrialForget).Run();
        transaction.Get(Sql.TrialBegin)
            .Bind(1, start.BaseHash).Bind(2, start.CandidateHash).Bind(3, start.Share).Bind(4, terms.Margin)
            .Bind(5, terms.AcceptAfter).Bind(6, time).Bind(7, transaction.Now).Run();
        Raise(transaction, active.RouteVersion + 1, active.Hash, StoreTime.From(active.AppliedAt));
        return SqliteConfigurationStore.Read(transaction.Connection);
    }

    private static bool Decide(WriteTransaction transaction, TrialDecision decision)
    {
        var active = SqliteConfigurationStore.Read(transaction.Connection);
        if (active?.Trial is not { } trial || trial.Number != decision.Number)
        {
            transaction.Undo();
            return false;
        }
        transaction.Get(Sql.TrialDecide)
            .Bind(1, decision.Number).Bind(2, (int)decision.Outcome).Bind(3, decision.Reason)
            .Bind(4, transaction.Now).Run();
        if (decision.Outcome == TrialOutcome.Accepted)
        {
            Raise(transaction, active.RouteVersion + 1, trial.CandidateHash, transaction.Now);
        }
        else
        {
            Raise(transaction, active.RouteVersion + 1, active.Hash, StoreTime.From(active.AppliedAt));
        }
        return true;
    }

    private static void Raise(WriteTransaction transaction, long version, string hash, long appliedAt)
    {
        transaction.Get(Sql.ActivateRoutes).Bind(1, version).Bind(2, hash).Bind(3, appliedAt).Run();
        transaction.Get(Sql.ActivateLanes).Bind(1, version).Run();
        transaction.Hint();
    }
}
