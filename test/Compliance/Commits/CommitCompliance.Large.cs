using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Commits;

/// <content>As large as a batch gets.</content>
public abstract partial class CommitCompliance
{
    private const int Megabyte = 1 << 20;

    [Fact]
    [Rule(1, 2)]
    public async Task A_batch_of_five_hundred_messages_and_eight_megabytes_is_one_commit()
    {
        var a = await JoinAsync();
        int send = a.Reader("send"), archive = a.Reader("archive");
        var record = Some.Noise(8 * Megabyte / 500);
        var commit = a.Commit();
        for (var i = 0; i < 500; i++)
        {
            record[0] = (byte)i;
            _ = i % 2 == 0 ? commit.Record(record, send, archive) : commit.Record(record, send);
            commit.Receipt(Some.Key());
        }
        commit.Track(new string('t', Megabyte));

        await a.MustCommitAsync(commit);

        var references = await a.Store.Log.ReadReferencesAsync(new(send, a.Lane), 1, 10, Megabyte, default);
        var slices = Pointers.Read(Assert.Single(references));
        var records = await a.Store.Log.ReadRecordsAsync(a.Lane, slices, default);
        Assert.Equal(500, records.Count);
        for (var i = 0; i < 500; i++)
        {
            record[0] = (byte)i;
            Assert.True(records[i].Span.SequenceEqual(record), $"Message {i} is not the one that was written.");
        }
        var half = await a.Store.Log.ReadReferencesAsync(new(archive, a.Lane), 1, 10, Megabyte, default);
        Assert.Equal(250, Pointers.Read(Assert.Single(half)).Count);
    }

    [Fact]
    [Rule(10)]
    public async Task A_batch_has_work_for_many_readers_and_each_sees_its_own()
    {
        var hosts = Enumerable.Range(1, 100).Select(i => $"host-{i}").ToArray();
        var store = await Fixture.OpenAsync();
        var active = await store.Configuration.ActivateAsync(Some.Configuration(hosts), default);
        var a = await StartAsync(store, "a", active);
        await a.AcquireAsync();
        var commit = a.Commit();
        foreach (var host in hosts)
        {
            commit.Message($"for {host}", a.Reader(host));
        }

        await a.MustCommitAsync(commit);

        foreach (var host in hosts)
        {
            Assert.Equal([$"for {host}"], await a.ReadAsync(a.Reader(host)));
        }
    }

    [Fact]
    public async Task Bytes_of_every_value_come_back_as_they_were()
    {
        var a = await JoinAsync();
        var send = a.Reader("send");
        var every = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();

        await a.MustCommitAsync(a.Commit().Record(every, send).Record([], send)
            .Progress(send, new Position(1, 0), "\0\u0001é").Track("\0"));

        var references = await a.Store.Log.ReadReferencesAsync(new(send, a.Lane), 1, 10, 1000, default);
        var records = await a.Store.Log.ReadRecordsAsync(a.Lane, Pointers.Read(references[0]), default);
        Assert.Equal(every, records[0].ToArray());
        Assert.Equal(0, records[1].Length);
        Assert.Equal("\0\u0001é", Some.Text((await NewestAsync(a, send)).Done));
    }
}
