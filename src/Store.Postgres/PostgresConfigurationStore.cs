using Npgsql;
using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Hints;
using Viaduct.Store.Postgres.Reading;
using Viaduct.Store.Postgres.Sessions;

namespace Viaduct.Store.Postgres;

/// <summary>Configurations and routes. Rules 50 to 59 of the message box.</summary>
internal sealed class PostgresConfigurationStore(SessionLinks links, HintSender hints, TimeProvider? clock)
    : IConfigurationStore
{
    private const string AnyHash = "*";
    private static readonly string s_retention = Sql.Read("GetRetention");
    private static readonly string s_activateRetention = Sql.Read("ActivateRetention");
    private static readonly string s_active = Sql.Read("GetActive");
    private static readonly string s_mark = Sql.Read("GetMark");
    private static readonly string s_readers = Sql.Read("GetReaders");
    private static readonly string s_ports = Sql.Read("GetPorts");
    private static readonly string s_operated = Sql.Read("GetOperated");
    private static readonly string s_instances = Sql.Read("GetInstances");
    private static readonly string s_sayOfInstance = Sql.Read("PlaceSay");
    private static readonly string s_takeBackOfInstance = Sql.Read("PlaceTakeBack");
    private static readonly string s_announced = Sql.Read("GetAnnounced");
    private static readonly string s_say = Sql.Read("OperateSay");
    private static readonly string s_takeBack = Sql.Read("OperateTakeBack");
    private static readonly string s_applied = Sql.Read("ListApplied");
    private static readonly string s_package = Sql.Read("GetPackage");
    private static readonly string s_lockStore = Sql.Read("LockStore");
    private static readonly string s_lockLanes = Sql.Read("ActivateLock");
    private static readonly string s_activatePackage = Sql.Read("ActivatePackage");
    private static readonly string s_activateRoutes = Sql.Read("ActivateRoutes");
    private static readonly string s_activateReaders = Sql.Read("ActivateReaders");
    private static readonly string s_activatePorts = Sql.Read("ActivatePorts");
    private static readonly string s_trial = Sql.Read("GetTrial");
    private static readonly string s_trialApplied = Sql.Read("TrialApplied");

    private readonly Announcements _announcements = new(links, hints);

    /// <inheritdoc/>
    public Task<ActiveConfiguration?> GetActiveAsync(CancellationToken cancellationToken) =>
        links.General.ReadAsync(
            async (connection, token) =>
            {
                // One snapshot: an activation in between would give numbers that do not belong together.
                await using var transaction = await connection.BeginTransactionAsync(
                    System.Data.IsolationLevel.RepeatableRead, token);
                return await ReadActiveAsync(connection, token);
            },
            cancellationToken);

    /// <inheritdoc/>
    public async Task<ConfigurationMark> GetMarkAsync(CancellationToken cancellationToken)
    {
        var rows = await links.General.QueryAsync(
            () => Parameters.Command(s_mark),
            static row => new ConfigurationMark(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)),
            cancellationToken);
        return rows[0];
    }

    /// <inheritdoc/>
    public async Task<byte[]?> GetPackageAsync(string hash, CancellationToken cancellationToken)
    {
        var rows = await links.General.QueryAsync(
            () => Parameters.Command(s_package, Parameters.Of(hash)), static row => row.GetFieldValue<byte[]>(0),
            cancellationToken);
        return rows is [var package] ? package : null;
    }

    /// <inheritdoc/>
    public Task<long> AnnounceAsync(
        string hash, ReadOnlyMemory<byte> package, CancellationToken cancellationToken) =>
        _announcements.AnnounceAsync(hash, package, cancellationToken);

    /// <inheritdoc/>
    public Task WithdrawAsync(long number, CancellationToken cancellationToken) =>
        _announcements.WithdrawAsync(number, cancellationToken);

    /// <inheritdoc/>
    public Task AnswerAsync(AnnouncementAnswer answer, long number, CancellationToken cancellationToken) =>
        _announcements.AnswerAsync(answer, number, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AnnouncementAnswer>> GetAnswersAsync(
        long number, CancellationToken cancellationToken) =>
        _announcements.GetAnswersAsync(number, cancellationToken);

    /// <inheritdoc/>
    public async Task<ActiveConfiguration?> ActivateAsync(Activation activation, CancellationToken cancellationToken)
    {
        var active = await links.General.WriteAsync(
            async (connection, none) =>
            {
                await using var transaction = await connection.BeginTransactionAsync(none);
                if (!await IsExpectedAsync(connection, activation)) return null;
                await WriteAsync(connection, activation);
                var written = await ReadActiveAsync(connection, CancellationToken.None);
                await transaction.CommitAsync(none);
                return written;
            },
            cancellationToken);
        if (active is not null) hints.Send();
        return active;
    }

    /// <inheritdoc/>
    public Task<ActiveConfiguration?> OperateAsync(PortOrder order, CancellationToken cancellationToken)
    {
        PortOrder.Check(order);
        return SayAsync(order.ExpectedHash, order.Changes, () => Say(order), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ActiveConfiguration?> PlaceAsync(InstanceOrder order, CancellationToken cancellationToken)
    {
        InstanceOrder.Check(order);
        return SayAsync(order.ExpectedHash, order.Changes, () => Say(order), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AppliedConfiguration>> ListAppliedAsync(
        int rowsMax, CancellationToken cancellationToken) =>
        await links.General.QueryAsync(
            () => Parameters.Command(s_applied, Parameters.Of(rowsMax)),
            static row => new AppliedConfiguration(row.GetString(0), row.GetFieldValue<DateTimeOffset>(1)),
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ReaderGrant>?> DetachPortAsync(
        SessionId session, string name, IReadOnlyList<ProgressRow> hostProgress,
        CancellationToken cancellationToken) =>
        Detachment.DetachAsync(links.Of(session).Gateway, session, name, hostProgress, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> JoinPortAsync(
        SessionId session, IReadOnlyList<ProgressRow> detached, CancellationToken cancellationToken) =>
        Detachment.JoinAsync(links.Of(session).Gateway, session, detached, cancellationToken);

    private static async Task<bool> IsExpectedAsync(NpgsqlConnection connection, Activation activation)
    {
        await using var batch = Parameters.Batch(
            connection, Parameters.Command(s_lockStore), Parameters.Command(s_active));
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        string? hash = await reader.ReadAsync() ? reader.GetString(0) : null;
        return activation.ExpectedHash == AnyHash || activation.ExpectedHash == hash;
    }

    private async Task WriteAsync(NpgsqlConnection connection, Activation activation)
    {
        string[] hosts = [.. activation.Hosts];
        string[] ports = [.. activation.Ports];
        string[] ordered = [.. activation.Ordered];
        await using var batch = Parameters.Batch(
            connection,
            Parameters.Command(
                s_activatePackage, Parameters.Of(activation.Hash), Parameters.Of(activation.Package)),
            Parameters.Command(s_lockLanes),
            Parameters.Command(s_activateRoutes, Parameters.Of(activation.Hash), Parameters.Now(clock)),
            Parameters.Command(s_activateReaders, Parameters.Of(hosts), Parameters.Of((int)ReaderKind.Host)),
            Parameters.Command(s_activateReaders, Parameters.Of(ordered), Parameters.Of((int)ReaderKind.Ordered)),
            Parameters.Command(s_activatePorts, Parameters.Of(ports)),
            ActivateRetention(activation.Retention),
            Parameters.Command(
                s_trialApplied, Parameters.Of(activation.Hash), Parameters.Of(TrialDecision.Applied),
                Parameters.Now(clock)));
        await batch.ExecuteNonQueryAsync();
    }

    private static NpgsqlBatchCommand ActivateRetention(IReadOnlyList<RetentionClass> classes) => Parameters.Command(
        s_activateRetention, Parameters.Of([.. classes.Select(one => one.Name)]),
        Parameters.Of([.. classes.Select(one => one.Keep)]));

    /// <summary>Keeps a word of an operator, and raises the version in every lane.</summary>
    private async Task<ActiveConfiguration?> SayAsync(
        string expectedHash, Func<ActiveConfiguration, bool> changes, Func<NpgsqlBatchCommand> say,
        CancellationToken cancellationToken)
    {
        bool changed = false;
        var active = await links.General.WriteAsync(
            async (connection, none) =>
            {
                await using var transaction = await connection.BeginTransactionAsync(none);
                await using (var locking = Parameters.Batch(connection, Parameters.Command(s_lockStore)))
                    await locking.ExecuteNonQueryAsync(none);
                var before = await ReadActiveAsync(connection, none);
                if (before?.Hash != expectedHash) return null;
                changed = changes(before);
                if (!changed) return before;
                await using (var batch = Parameters.Batch(
                    connection, say(), Parameters.Command(s_lockLanes),
                    Parameters.Command(
                        s_activateRoutes, Parameters.Of(before.Hash), Parameters.Of(before.AppliedAt))))
                    await batch.ExecuteNonQueryAsync(none);
                var written = await ReadActiveAsync(connection, none);
                await transaction.CommitAsync(none);
                return written;
            },
            cancellationToken);
        if (changed) hints.Send();
        return active;
    }

    private NpgsqlBatchCommand Say(PortOrder order)
    {
        var location = Parameters.Of(order.IsLocation);
        var name = Parameters.Of(order.Name);
        return order.Word is { } word
            ? Parameters.Command(s_say, location, name, Parameters.Of((int)word), Parameters.Now(clock))
            : Parameters.Command(s_takeBack, location, name);
    }

    private NpgsqlBatchCommand Say(InstanceOrder order)
    {
        var host = Parameters.Of(order.Host ?? "");
        var server = Parameters.Of(order.Server);
        return order.Word is { } word
            ? Parameters.Command(s_sayOfInstance, host, server, Parameters.Of((int)word), Parameters.Now(clock))
            : Parameters.Command(s_takeBackOfInstance, host, server);
    }

    /// <summary>What is active, in the snapshot of the connection's transaction.</summary>
    public static async Task<ActiveConfiguration?> ReadActiveAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var batch = Parameters.Batch(
            connection, Parameters.Command(s_active), Parameters.Command(s_readers), Parameters.Command(s_ports),
            Parameters.Command(s_operated), Parameters.Command(s_retention), Parameters.Command(s_announced),
            Parameters.Command(s_trial), Parameters.Command(s_instances));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken)) return null;
        var (hash, version, at) = (
            reader.GetString(0), reader.GetInt64(1), reader.GetFieldValue<DateTimeOffset>(2));
        await reader.NextResultAsync(cancellationToken);
        var readers = await Queries.RowsAsync(
            reader,
            static row => new ReaderRow(
                row.GetInt32(0), (ReaderKind)row.GetInt32(1), row.GetString(2), row.GetInt32(3)),
            cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var ports = await Queries.RowsAsync(
            reader, static row => KeyValuePair.Create(row.GetString(0), row.GetInt32(1)), cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var operated = await Queries.RowsAsync(
            reader,
            static row => new OperatedPort(
                row.GetString(0), (PortWord)row.GetInt32(1), row.GetFieldValue<DateTimeOffset>(2)),
            cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var retention = await Queries.RowsAsync(
            reader,
            static row => new RetentionRow(
                row.GetInt32(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetFieldValue<TimeSpan>(2)),
            cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var announced = await Queries.RowsAsync(
            reader, static row => new Announcement(row.GetInt64(0), row.GetString(1)), cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var trials = await Queries.RowsAsync(reader, PostgresTrialStore.Read, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var instances = await Queries.RowsAsync(
            reader,
            static row => new OperatedInstance(
                row.GetString(0) is { Length: > 0 } host ? host : null, row.GetString(1),
                (InstanceWord)row.GetInt32(2), row.GetFieldValue<DateTimeOffset>(3)),
            cancellationToken);
        return new ActiveConfiguration(hash, version, at, readers, ports.ToDictionary())
        {
            Operated = operated, Retention = retention, Announced = announced.FirstOrDefault(),
            Trial = trials.FirstOrDefault(), Instances = instances,
        };
    }
}
