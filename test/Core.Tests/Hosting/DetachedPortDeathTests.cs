using System.Collections.Concurrent;
using Viaduct.Compliance.InMemory;
using Viaduct.Core.Adapters;
using Viaduct.Core.Model;
using Viaduct.Core.Process;
using Viaduct.Core.Store;
using Viaduct.Support.Runtime;

namespace Viaduct.Core.Tests.Hosting;

/// <summary>
/// The process dies while a port works from a place of its own, and one of the two readers has left word in the store
/// of what lies far ahead of its position; the next process reads for both at once.
/// </summary>
public class DetachedPortDeathTests
{
    private const int Count = 300;
    private const string Port = "parked", Stuck = "stuck";
    private static readonly TimeSpan SlowRead = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task What_the_host_had_passed_over_for_a_port_is_delivered()
    {
        // The host's position stays at the stuck port's item, and what it passes over lies ahead of that.
        var sink = new HangingSink();
        var first = new MemoryRuntime(sink.Take, sink.UntilSettledAsync);
        await first.StartAsync(Model(SendPortState.Stopped));
        await first.SubmitAsync("stuck-in", ["stuck"]);
        await first.SubmitAsync("in-in", Texts(Count));
        await MemoryRuntime.UntilAsync(() => first.Log.Of(1851).Count > 0, "the port is detached");
        await MemoryRuntime.UntilAsync(
            async () => (await first.Store.Log.ReadProgressAsync(default)).Any(row => Marks(row) >= Count),
            "what is passed over is marked in the store");
        first.Die();

        await using var second = await GoOnTogetherAsync(first);
        await MemoryRuntime.UntilAsync(
            () => second.Delivered.Keys.Count(k => k.Port == Port) == Count, "the port has all");
        Assert.All(second.Delivered.Values, times => Assert.Equal(1, times));
    }

    [Fact]
    public async Task What_a_port_had_recorded_itself_is_known_to_it_again()
    {
        // The host is full with the stuck port's items, so that it has not come as far as the port.
        var sink = new HangingSink();
        var first = new MemoryRuntime(
            sink.Take, sink.UntilSettledAsync,
            options: o => o with { Readers = new LaneReaderOptions { ItemsMax = 10 } });
        await first.StartAsync(Model(SendPortState.Stopped));
        await first.SubmitAsync("in-in", ["zero"]);
        await MemoryRuntime.UntilAsync(() => first.Log.Of(1851).Count > 0, "the port is detached");
        foreach (string text in Texts(20)) await first.SubmitAsync("stuck-in", [text]);
        await MemoryRuntime.UntilAsync(() => first.Server.Session!.HostReaders.Any(r => r.IsFull), "the host is full");
        await first.ApplyAsync(Model(SendPortState.Started));
        await MemoryRuntime.UntilAsync(async () => await IsAheadAsync(first), "the port is ahead of its host");
        await first.SubmitAsync("in-in", ["one"]);
        await sink.Recorded;
        first.Die();

        string? known = null;
        await using var second = await GoOnTogetherAsync(first, t =>
        {
            if (MemoryRuntime.TextOf(t) == "one") known = t.Recorded;
            return true;
        });
        await MemoryRuntime.UntilAsync(() => second.Delivered.ContainsKey((Port, "one")), "the port goes on");
        Assert.Equal("one.tmp", known);
    }

    [Fact]
    public async Task An_owner_that_slept_while_its_port_was_taken_over_completes_nothing_when_it_wakes()
    {
        var held = new ConcurrentBag<Transmission>();
        var awake = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var first = new MemoryRuntime(
            t =>
            {
                if (t.Key.Port == Port) held.Add(t);
                return t.Key.Port != Port;
            },
            port => port == Port ? awake.Task : Task.CompletedTask);
        await first.StartAsync(Model(SendPortState.Stopped));
        await first.SubmitAsync("in-in", Texts(Count));
        await MemoryRuntime.UntilAsync(() => first.Log.Of(1851).Count > 0, "the port is detached");
        await first.ApplyAsync(Model(SendPortState.Started));
        await MemoryRuntime.UntilAsync(() => !held.IsEmpty, "the port has begun");
        var lost = first.Server.Session!.Id;
        ((InMemoryStore)first.Store).Crash();

        await using var second = new MemoryRuntime(forerunner: first, server: "b");
        await second.GoOnAsync();
        await MemoryRuntime.UntilAsync(
            () => second.Delivered.Keys.Count(k => k.Port == Port) == Count, "the other one delivers all");
        foreach (var transmission in held) transmission.Sent();
        awake.SetResult();

        await MemoryRuntime.UntilAsync(
            () => first.Server.IsReady && first.Server.Session?.Id != lost, "the first joins again");
        await MemoryRuntime.UntilAsync(() => second.Log.Of(1852).Count > 0, "the port joins its host");
        Assert.All(second.Delivered.Values, times => Assert.Equal(1, times));
        Assert.Empty(first.Delivered);
        Assert.Empty(await second.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default));
    }

    private static GroupModel Model(SendPortState state) => MemoryGroup.Of(
        ["host"], [MemoryGroup.Receive("in"), MemoryGroup.Receive(Stuck)],
        [
            MemoryGroup.Send(Stuck, "receivePort == \"stuck\""),
            MemoryGroup.Send(Port, "receivePort == \"in\"") with { State = state },
        ]);

    private static async Task<bool> IsAheadAsync(MemoryRuntime runtime)
    {
        var all = await runtime.Store.Log.ReadProgressAsync(default);
        var host = runtime.Server.Session!.ReaderNumbers.Single();
        return all.Any(row => row.ReaderLane.Reader > host && row.Position.Sequence > 2);
    }

    private static int Marks(ProgressRow row) =>
        ProgressCodec.Read(row.Done.Span).Values.SelectMany(runs => runs).Sum(run => run.Count);

    private static IEnumerable<string> Texts(int count) => Enumerable.Range(0, count).Select(i => $"message {i}");

    /// <summary>Sends all but what hangs: a stuck port's messages, and one that is recorded and nothing else.</summary>
    private sealed class HangingSink
    {
        private readonly TaskCompletionSource _recorded = new();
        private bool _hangs;

        public Task Recorded => _recorded.Task.WaitAsync(MemoryRuntime.Patience);

        public bool Take(Transmission transmission)
        {
            if (transmission.Key.Port == Stuck) return false;
            if (MemoryRuntime.TextOf(transmission) != "one") return true;
            _hangs = true;
            _ = RecordAsync(transmission);
            return false;
        }

        public Task UntilSettledAsync(string port) =>
            port == Stuck || _hangs ? new TaskCompletionSource().Task : Task.CompletedTask;

        private async Task RecordAsync(Transmission transmission)
        {
            if (await transmission.RecordAsync("one.tmp", default)) _recorded.SetResult();
        }
    }

    private static async Task<MemoryRuntime> GoOnTogetherAsync(
        MemoryRuntime first, Func<Transmission, bool>? sink = null)
    {
        var second = new MemoryRuntime(sink, forerunner: first, stopTimeout: TimeSpan.FromSeconds(1));
        await second.Store.PrepareAsync("test", default);
        await second.ApplyAsync(Model(SendPortState.Started));
        // Of each lane the host's reader, which is the first to read, gets nothing before the port's reader asks too.
        var asked = new ConcurrentDictionary<int, TaskCompletionSource>();
        second.Box.BeforeRead = async reader =>
        {
            var both = new TaskCompletionSource();
            var other = asked.GetOrAdd(reader.Lane, both);
            if (other == both) await both.Task;
            else if (other.TrySetResult()) await Task.Delay(SlowRead, TimeProvider.System);
        };
        await second.GoOnAsync();
        return second;
    }
}
