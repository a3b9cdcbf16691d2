using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Schedules;

/// <content>12 (ii): a segment that every reader must read as a whole.</content>
public abstract partial class ScheduleCompliance
{
    [Fact]
    [Schedule("12 (ii)")]
    [Rule(10)]
    public async Task Schedule_12_ii_each_of_twenty_hosts_reads_its_slice_of_a_segment_and_nothing_else()
    {
        var hosts = Enumerable.Range(1, 20).Select(i => $"host {i}").ToArray();
        var store = await Fixture.OpenAsync();
        var active = await store.Configuration.ActivateAsync(Some.Configuration(hosts), default);
        var a = await StartAsync(store, "a", active);
        await a.AcquireAsync();
        var commit = a.Commit();
        foreach (var host in hosts)
        {
            commit.Record([(byte)a.Reader(host), .. Some.Noise(25_000)], a.Reader(host));
        }
        await a.MustCommitAsync(commit);

        foreach (var host in hosts)
        {
            var reader = a.Reader(host);
            var references = await store.Log.ReadReferencesAsync(new ReaderLane(reader, a.Lane), 1, 9, 9999, default);
            var slice = Assert.Single(Pointers.Read(Assert.Single(references)));
            var records = await store.Log.ReadRecordsAsync(a.Lane, [slice], default);
            Assert.Equal(25_001, records[0].Length);
            Assert.Equal((byte)reader, records[0].Span[0]);
            Assert.True(records[0].Span[1..].SequenceEqual(Some.Noise(25_000)));
        }
    }
}
