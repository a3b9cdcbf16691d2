using Viaduct.Store.Postgres.Connecting;

namespace Viaduct.Store.Postgres.Tests.Connecting;

public sealed class PrimaryTests : IDisposable
{
    private readonly RecordedLog _log = new();
    private readonly Primary _primary;

    public PrimaryTests() => _primary = new Primary(_log);

    public void Dispose() => _primary.Dispose();

    [Fact]
    public void Accept_LowerTimeline_IsRefusedAndNamedOnce()
    {
        _primary.Accept(1, "db2:5432", Node(2));

        Assert.Throws<NotPrimaryException>(() => _primary.Accept(0, "db1:5432", Node(1)));
        Assert.Throws<NotPrimaryException>(() => _primary.Accept(0, "db1:5432", Node(1)));
        Assert.Equal(1, _primary.Endpoint);
        Assert.Single(_log.Of(4311));
        Assert.True(_primary.HasReplaced(Node(1)));
        Assert.False(_primary.HasReplaced(Node(2)));
    }

    [Fact]
    public void Accept_Standby_IsRefusedWhateverItsTimeline()
    {
        var error = Assert.Throws<NotPrimaryException>(
            () => _primary.Accept(0, "db1:5432", Node(7) with { IsReadOnly = true }));

        Assert.StartsWith("db1:5432 is a standby", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, _primary.Timeline);
    }

    [Fact]
    public void Accept_HigherTimeline_SupersedesWhatWaits()
    {
        _primary.Accept(0, "db1:5432", Node(1));
        var first = _primary.UntilSuperseded();
        _primary.Accept(0, "db1:5432", Node(1));
        Assert.False(first.IsCancellationRequested);

        _primary.Accept(1, "db2:5432", Node(2));

        Assert.True(first.IsCancellationRequested);
        Assert.False(_primary.UntilSuperseded().IsCancellationRequested);
        Assert.Single(_log.Of(4309));
    }

    [Fact]
    public void Look_AnotherPrimaryOfTheSameTimeline_IsNamedAndNotUsed()
    {
        _primary.Accept(0, "db1:5432", Node(3));
        _primary.Look(3, "alias:5432", Node(3));
        _primary.Accept(0, "db1:5432", Node(3));
        _primary.Look(1, "db2:5432", Node(3) with { ServerStartedAt = DateTimeOffset.UnixEpoch.AddDays(1) });
        _primary.Look(0, "db1:5432", Node(3));
        _primary.Look(2, "db3:5432", Node(3) with { IsReadOnly = true });

        Assert.Equal(0, _primary.Endpoint);
        Assert.Contains("db2:5432", Assert.Single(_log.Of(4311)), StringComparison.Ordinal);
    }

    [Fact]
    public void IsProven_AnotherIncarnation_IsNot()
    {
        _primary.Prove(Node(1));

        Assert.True(_primary.IsProven(Node(1)));
        Assert.False(_primary.IsProven(Node(2)));
        Assert.False(_primary.IsProven(Node(1) with { RecoveredAt = DateTimeOffset.UnixEpoch.AddDays(1) }));
        Assert.False(_primary.IsProven(Node(1) with { ServerStartedAt = DateTimeOffset.UnixEpoch.AddDays(1) }));
    }

    private static Backend Node(long timeline) => new(
        1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, timeline, IsReadOnly: false);
}
