using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Native;
using Viaduct.Store.Sqlite.Reading;
using Viaduct.Store.Sqlite.Writing;

namespace Viaduct.Store.Sqlite;

/// <summary>Configurations, readers and ports.</summary>
internal sealed class SqliteConfigurationStore(Writer writer, ReaderPool readers) : IConfigurationStore
{
    private const string AnyHash = "*";

    /// <inheritdoc/>
    public Task<ActiveConfiguration?> GetActiveAsync(CancellationToken cancellationToken) =>
        readers.RunAsync(
            connection =>
            {
                connection.Get(Sql.BeginRead).Run();
                return Read(connection);
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<ConfigurationMark> GetMarkAsync(CancellationToken cancellationToken) =>
        readers.RunAsync(
            connection =>
            {
                var reading = connection.Get(Sql.GetMark);
                reading.Step();
                return new ConfigurationMark(reading.Int64(0), reading.Int64(1), reading.Int64(2));
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<byte[]?> GetPackageAsync(string hash, CancellationToken cancellationToken) =>
        readers.RunAsync(
            connection =>
            {
                var reading = connection.Get(Sql.GetPackage).Bind(1, hash);
                return reading.Step() ? reading.Bytes(0) : null;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<long> AnnounceAsync(
        string hash, ReadOnlyMemory<byte> package, CancellationToken cancellationToken) =>
        writer.RunAsync(transaction => Announce(transaction, hash, package), cancellationToken);

    /// <inheritdoc/>
    public Task WithdrawAsync(long number, CancellationToken cancellationToken) =>
        writer.RunAsync(
            transaction =>
            {
                transaction.Get(Sql.WithdrawPackage).Bind(1, number).Run();
                return transaction.Get(Sql.Withdraw).Bind(1, number).Run();
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task AnswerAsync(AnnouncementAnswer answer, long number, CancellationToken cancellationToken) =>
        writer.RunAsync(
            transaction =>
            {
                transaction.Get(Sql.Answer)
                    .Bind(1, answer.Session.Value).Bind(2, answer.Problem).Bind(3, number).Run();
                transaction.Hint();
                return true;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AnnouncementAnswer>> GetAnswersAsync(
        long number, CancellationToken cancellationToken) =>
        readers.RunAsync<IReadOnlyList<AnnouncementAnswer>>(
            connection =>
            {
                var answers = new List<AnnouncementAnswer>();
                var reading = connection.Get(Sql.GetAnswers).Bind(1, number);
                while (reading.Step())
                {
                    answers.Add(new AnnouncementAnswer(new SessionId(reading.Int64(0)), reading.TextOrNull(1)));
                }
                return answers;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<ActiveConfiguration?> ActivateAsync(Activation activation, CancellationToken cancellationToken) =>
        writer.RunAsync(transaction => Activate(transaction, activation), cancellationToken);

    /// <inheritdoc/>
    public Task<ActiveConfiguration?> OperateAsync(PortOrder order, CancellationToken cancellationToken)
    {
        PortOrder.Check(order);
        return writer.RunAsync(
            transaction => Say(transaction, order.ExpectedHash, order.Changes, one => Say(one, order)),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ActiveConfiguration?> PlaceAsync(InstanceOrder order, CancellationToken cancellationToken)
    {
        InstanceOrder.Check(order);
        return writer.RunAsync(
            transaction => Say(transaction, order.ExpectedHash, order.Changes, one => Say(one, order)),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<AppliedConfiguration>> ListAppliedAsync(
        int rowsMax, CancellationToken cancellationToken) =>
        readers.RunAsync<IReadOnlyList<AppliedConfiguration>>(
            connection =>
            {
                var applied = new List<AppliedConfiguration>();
                var reading = connection.Get(Sql.ListApplied).Bind(1, rowsMax);
                while (reading.Step())
                {
                    applied.Add(new AppliedConfiguration(reading.Text(0), StoreTime.ToTime(reading.Int64(1))));
                }
                return applied;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ReaderGrant>?> DetachPortAsync(
        SessionId session, string name, IReadOnlyList<ProgressRow> hostProgress, CancellationToken cancellationToken) =>
        writer.RunAsync<IReadOnlyList<ReaderGrant>?>(
            transaction => Detach(transaction, session, name, hostProgress), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> JoinPortAsync(
        SessionId session, IReadOnlyList<ProgressRow> detached, CancellationToken cancellationToken) =>
        writer.RunAsync(transaction => Join(transaction, session, detached), cancellationToken);

    /// <summary>What is active, in the present transaction.</summary>
    public static ActiveConfiguration? Read(Connection connection)
    {
        var reading = connection.Get(Sql.GetActive);
        if (!reading.Step())
        {
            return null;
        }
        var (version, hash, appliedAt) = (reading.Int64(0), reading.Text(1), StoreTime.ToTime(reading.Int64(2)));
        return new ActiveConfiguration(
            hash, version, appliedAt, ReaderRows.Read(connection), PortRows.Read(connection))
        {
            Operated = ReadOperated(connection), Retention = RetentionRows.Read(connection),
            Announced = ReadAnnounced(connection), Trial = TrialRows.UnderWay(connection),
            Instances = ReadInstances(connection),
        };
    }

    private static List<OperatedPort> ReadOperated(Connection connection)
    {
        var operated = new List<OperatedPort>();
        var reading = connection.Get(Sql.GetOperated);
        while (reading.Step())
        {
            operated.Add(new OperatedPort(
                reading.Text(0), (PortWord)reading.Int32(1), StoreTime.ToTime(reading.Int64(2))));
        }
        return operated;
    }

    private static List<OperatedInstance> ReadInstances(Connection connection)
    {
        var instances = new List<OperatedInstance>();
        var reading = connection.Get(Sql.GetInstances);
        while (reading.Step())
        {
            instances.Add(new OperatedInstance(
                reading.Text(0) is { Length: > 0 } host ? host : null, reading.Text(1),
                (InstanceWord)reading.Int32(2), StoreTime.ToTime(reading.Int64(3))));
        }
        return instances;
    }

    private static Announcement? ReadAnnounced(Connection connection)
    {
        var reading = connection.Get(Sql.GetAnnounced);
        var announced = reading.Step() ? new Announcement(reading.Int64(0), reading.Text(1)) : null;
        reading.Reset();
        return announced;
    }

    private static long Announce(WriteTransaction transaction, string hash, ReadOnlyMemory<byte> package)
    {
        if (ReadAnnounced(transaction.Connection) is { } before && before.Hash != hash)
        {
            transaction.Get(Sql.WithdrawPackage).Bind(1, before.Number).Run();
        }
        transaction.Get(Sql.ActivatePackage).Bind(1, hash).Bind(2, package.Span).Run();
        transaction.Get(Sql.Announce).Bind(1, hash).Run();
        transaction.Get(Sql.AnnounceForget).Run();
        transaction.Hint();
        return ReadAnnounced(transaction.Connection)!.Number;
    }

    private static ActiveConfiguration? Activate(WriteTransaction transaction, Activation activation)
    {
        var active = Read(transaction.Connection);
        if (activation.ExpectedHash != AnyHash && activation.ExpectedHash != active?.Hash)
        {
            transaction.Undo();
            return null;
        }
        var version = (active?.RouteVersion ?? 0) + 1;
        transaction.Get(Sql.ActivatePackage).Bind(1, activation.Hash).Bind(2, activation.Package.Span).Run();
        transaction.Get(Sql.ActivateRoutes).Bind(1, version).Bind(2, activation.Hash).Bind(3, transaction.Now).Run();
        transaction.Get(Sql.ActivateLanes).Bind(1, version).Run();
        AddReaders(transaction, ReaderKind.Host, activation.Hosts);
        AddReaders(transaction, ReaderKind.Ordered, activation.Ordered);
        foreach (var port in activation.Ports)
        {
            transaction.Get(Sql.ActivatePorts).Bind(1, port).Run();
        }
        RetentionRows.Activate(transaction, activation.Retention);
        TrialRows.Applied(transaction, activation.Hash);
        transaction.Hint();
        return Read(transaction.Connection);
    }

    private static void AddReaders(WriteTransaction transaction, ReaderKind kind, IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (ReaderRows.Find(transaction, kind, name, reads: null) is null)
            {
                var reader = ReaderRows.Add(transaction, kind, name, reads: null);
                transaction.Get(Sql.ActivateReaders).Bind(1, reader).Run();
            }
        }
    }

    /// <summary>Keeps a word of an operator, and raises the version in every lane.</summary>
    private static ActiveConfiguration? Say(
        WriteTransaction transaction, string expectedHash, Func<ActiveConfiguration, bool> changes,
        Action<WriteTransaction> say)
    {
        var active = Read(transaction.Connection);
        if (active is null || active.Hash != expectedHash)
        {
            transaction.Undo();
            return null;
        }
        if (!changes(active))
        {
            transaction.Undo();
            return active;
        }
        say(transaction);
        var version = active.RouteVersion + 1;
        transaction.Get(Sql.ActivateRoutes)
            .Bind(1, version).Bind(2, active.Hash).Bind(3, StoreTime.From(active.AppliedAt)).Run();
        transaction.Get(Sql.ActivateLanes).Bind(1, version).Run();
        transaction.Hint();
        return Read(transaction.Connection);
    }

    private static void Say(WriteTransaction transaction, PortOrder order)
    {
        var location = order.IsLocation ? 1 : 0;
        if (order.Word is { } word)
        {
            transaction.Get(Sql.OperateSay)
                .Bind(1, location).Bind(2, order.Name).Bind(3, (int)word).Bind(4, transaction.Now).Run();
        }
        else
        {
            transaction.Get(Sql.OperateTakeBack).Bind(1, location).Bind(2, order.Name).Run();
        }
    }

    private static void Say(WriteTransaction transaction, InstanceOrder order)
    {
        var host = order.Host ?? "";
        if (order.Word is { } word)
        {
            transaction.Get(Sql.PlaceSay)
                .Bind(1, host).Bind(2, order.Server).Bind(3, (int)word).Bind(4, transaction.Now).Run();
        }
        else
        {
            transaction.Get(Sql.PlaceTakeBack).Bind(1, host).Bind(2, order.Server).Run();
        }
    }

    private static List<ReaderGrant>? Detach(
        WriteTransaction transaction, SessionId session, string name, IReadOnlyList<ProgressRow> hostProgress)
    {
        if (hostProgress.Count == 0)
        {
            return [];
        }
        if (hostProgress.Any(row => !Owns(transaction, session, row)))
        {
            transaction.Undo();
            return null;
        }
        var host = hostProgress[0].ReaderLane.Reader;
        var reader = ReaderRows.FindOrAdd(transaction, ReaderKind.DetachedPort, name, host);
        var grants = new List<ReaderGrant>();
        foreach (var from in hostProgress)
        {
            var key = new ReaderLane((int)reader, from.ReaderLane.Lane);
            var changed = transaction.Get(Sql.DetachIn)
                .Bind(1, key.Reader).Bind(2, key.Lane).Bind(3, session.Value)
                .Bind(4, from.Position.Sequence).Bind(5, from.Position.Item).Bind(6, from.Done.Span).Run();
            if (changed == 0)
            {
                transaction.Undo(); // it is detached here already
                return null;
            }
            transaction.Get(Sql.DetachTransmits).Bind(1, key.Reader).Bind(2, key.Lane).Bind(3, host).Run();
            grants.Add(ReaderLanes.Read(transaction.Connection, key));
        }
        transaction.Hint();
        return grants;
    }

    private static bool Join(WriteTransaction transaction, SessionId session, IReadOnlyList<ProgressRow> detached)
    {
        if (detached.Any(row => !Owns(transaction, session, row)))
        {
            transaction.Undo();
            return false;
        }
        foreach (var (reader, lane) in detached.Select(row => row.ReaderLane))
        {
            transaction.Get(Sql.JoinIn).Bind(1, reader).Bind(2, lane).Run();
            transaction.Get(Sql.JoinProgress).Bind(1, reader).Bind(2, lane).Run();
            transaction.Get(Sql.JoinTransmits).Bind(1, reader).Bind(2, lane).Run();
        }
        transaction.Hint();
        return true;
    }

    private static bool Owns(WriteTransaction transaction, SessionId session, ProgressRow row)
    {
        var fence = transaction.Get(Sql.CommitReaderFence).Bind(1, row.ReaderLane.Reader).Bind(2, row.ReaderLane.Lane);
        var owns = fence.Step() && fence.Int64(0) == session.Value && fence.Int64(1) == row.Epoch
            && session != SessionId.None;
        fence.Reset();
        return owns;
    }
}
