using Npgsql;
using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Hints;
using Viaduct.Store.Postgres.Reading;
using Viaduct.Store.Postgres.Sessions;

namespace Viaduct.Store.Postgres;

/// <summary>Versions that are tried on a share of what comes in. Rules 90 to 94 of the message box.</summary>
internal sealed class PostgresTrialStore(SessionLinks links, HintSender hints, TimeProvider? clock) : ITrialStore
{
    private const int TrialColumns = 8;
    private static readonly string s_begin = Sql.Read("TrialBegin");
    private static readonly string s_forget = Sql.Read("TrialForget");
    private static readonly string s_decide = Sql.Read("TrialDecide");
    private static readonly string s_count = Sql.Read("TrialCount");
    private static readonly string s_latest = Sql.Read("TrialLatest");
    private static readonly string s_lockStore = Sql.Read("LockStore");
    private static readonly string s_lockLanes = Sql.Read("ActivateLock");
    private static readonly string s_package = Sql.Read("ActivatePackage");
    private static readonly string s_routes = Sql.Read("ActivateRoutes");

    /// <summary>A trial as the statements give it, in the first columns.</summary>
    public static Trial Read(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetFieldValue<DateTimeOffset>(4))
    {
        Terms = new TrialTerms
        {
            Margin = row.GetInt32(5),
            AcceptAfter = row.IsDBNull(6) ? null : row.GetInt64(6),
            AcceptAfterTime = row.IsDBNull(7) ? null : row.GetFieldValue<TimeSpan>(7),
        },
    };

    /// <inheritdoc/>
    public async Task<ActiveConfiguration?> BeginAsync(TrialStart start, CancellationToken cancellationToken)
    {
        TrialStart.Check(start);
        var active = await links.General.WriteAsync(
            async (connection, none) =>
            {
                await using var transaction = await connection.BeginTransactionAsync(none);
                var before = await LockAsync(connection);
                if (before is null || before.Hash != start.BaseHash || before.Trial is not null) return null;
                await WriteAsync(connection, start, before);
                var written = await PostgresConfigurationStore.ReadActiveAsync(connection, none);
                await transaction.CommitAsync(none);
                return written;
            },
            cancellationToken);
        if (active is not null) hints.Send();
        return active;
    }

    /// <inheritdoc/>
    public async Task<bool> DecideAsync(TrialDecision decision, CancellationToken cancellationToken)
    {
        bool decided = await links.General.WriteAsync(
            async (connection, none) =>
            {
                await using var transaction = await connection.BeginTransactionAsync(none);
                var active = await LockAsync(connection);
                if (active?.Trial is not { } trial || trial.Number != decision.Number) return false;
                await WriteAsync(connection, decision, active, trial);
                await transaction.CommitAsync(none);
                return true;
            },
            cancellationToken);
        if (decided) hints.Send();
        return decided;
    }

    /// <inheritdoc/>
    public Task CountAsync(
        long trial, SessionId session, TrialCounts counts, CancellationToken cancellationToken) =>
        links.General.WriteAsync(
            async (connection, none) =>
            {
                await using var batch = Parameters.Batch(
                    connection,
                    Parameters.Command(
                        s_count, Parameters.Of(trial), Parameters.Of(session.Value), Parameters.Of(counts.Base.Good),
                        Parameters.Of(counts.Base.Suspended), Parameters.Of(counts.Base.Failed),
                        Parameters.Of(counts.Candidate.Good), Parameters.Of(counts.Candidate.Suspended),
                        Parameters.Of(counts.Candidate.Failed)));
                return await batch.ExecuteNonQueryAsync(none);
            },
            cancellationToken);

    /// <inheritdoc/>
    public async Task<TrialReport?> GetLatestAsync(CancellationToken cancellationToken)
    {
        var rows = await links.General.QueryAsync(
            () => Parameters.Command(s_latest, Parameters.Now(clock)), ReadReport, cancellationToken);
        return rows is [var report] ? report : null;
    }

    private static TrialReport ReadReport(NpgsqlDataReader row)
    {
        TrialTally Tally(int column) => new(row.GetInt64(column), row.GetInt64(column + 1), row.GetInt64(column + 2));
        const int outcome = TrialColumns + 1;
        return new TrialReport(
            Read(row), new TrialCounts(Tally(outcome + 3), Tally(outcome + 6)),
            row.GetFieldValue<TimeSpan>(TrialColumns))
        {
            Outcome = row.IsDBNull(outcome) ? null : (TrialOutcome)row.GetInt32(outcome),
            Reason = row.IsDBNull(outcome + 1) ? null : row.GetString(outcome + 1),
            EndedAt = row.IsDBNull(outcome + 2) ? null : row.GetFieldValue<DateTimeOffset>(outcome + 2),
        };
    }

    private static async Task<ActiveConfiguration?> LockAsync(NpgsqlConnection connection)
    {
        await using (var locking = Parameters.Batch(connection, Parameters.Command(s_lockStore)))
            await locking.ExecuteNonQueryAsync();
        return await PostgresConfigurationStore.ReadActiveAsync(connection, CancellationToken.None);
    }

    private async Task WriteAsync(NpgsqlConnection connection, TrialStart start, ActiveConfiguration active)
    {
        var terms = start.Terms;
        await using var batch = Parameters.Batch(
            connection,
            Parameters.Command(s_package, Parameters.Of(start.CandidateHash), Parameters.Of(start.Package)),
            Parameters.Command(s_forget),
            Parameters.Command(
                s_begin, Parameters.Of(start.BaseHash), Parameters.Of(start.CandidateHash),
                Parameters.Of(start.Share), Parameters.Of(terms.Margin), Parameters.Of(terms.AcceptAfter),
                Parameters.Of(terms.AcceptAfterTime), Parameters.Now(clock)),
            Parameters.Command(s_lockLanes),
            Parameters.Command(s_routes, Parameters.Of(active.Hash), Parameters.Of(active.AppliedAt)));
        await batch.ExecuteNonQueryAsync();
    }

    private async Task WriteAsync(
        NpgsqlConnection connection, TrialDecision decision, ActiveConfiguration active, Trial trial)
    {
        bool isAccepted = decision.Outcome == TrialOutcome.Accepted;
        await using var batch = Parameters.Batch(
            connection,
            Parameters.Command(
                s_decide, Parameters.Of(decision.Number), Parameters.Of((int)decision.Outcome),
                Parameters.Of(decision.Reason), Parameters.Now(clock)),
            Parameters.Command(s_lockLanes),
            Parameters.Command(
                s_routes, Parameters.Of(isAccepted ? trial.CandidateHash : active.Hash),
                isAccepted ? Parameters.Now(clock) : Parameters.Of(active.AppliedAt)));
        await batch.ExecuteNonQueryAsync();
    }
}
