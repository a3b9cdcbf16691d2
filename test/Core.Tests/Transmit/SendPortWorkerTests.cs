using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Core.Adapters;
using Viaduct.Core.Assemble;
using Viaduct.Core.Model;
using Viaduct.Core.Process;
using Viaduct.Core.Store;
using Viaduct.Core.Tests.Process;
using Viaduct.Core.Tests.Store;
using Viaduct.Core.Transmit;

namespace Viaduct.Core.Tests.Transmit;

/// <summary>What begins at once at a send port, what waits, and what becomes of it at the end.</summary>
public class SendPortWorkerTests
{
    [Fact]
    public async Task Items_beyond_what_the_sender_works_at_once_wait_and_go_together_later()
    {
        await using var world = await PortWorld.CreateAsync();
        await world.FillAsync();
        for (int i = 0; i < 6; i++) world.Worker.Enqueue(world.Item());
        Assert.Equal((6, 2), (world.Worker.Unbegun, world.Sender.AtWork));

        world.Sender.Open();
        await WaitUntilAsync(() => world.Worker.Unbegun == 0 && world.Sender.Sent == 8);
        Assert.Equal(2, world.Sender.MostAtWork);
        Assert.Contains(3, world.Sender.Batches);
    }

    [Fact]
    public async Task A_port_that_stops_gives_back_what_it_has_not_begun_and_ends_what_it_has()
    {
        await using var world = await PortWorld.CreateAsync();
        await world.FillAsync();
        for (int i = 0; i < 3; i++) world.Worker.Enqueue(world.Item());
        var successor = new ReaderWorld.KeepingPort();
        var stopping = world.Worker.StopAsync(successor, CancellationToken.None);
        world.Worker.Enqueue(world.Item());
        Assert.Single(successor.Items);
        Assert.False(stopping.IsCompleted);

        world.Sender.Open();
        Assert.Equal(3, (await stopping.WaitAsync(WriterWorld.Patience)).Count);
        Assert.Equal(2, world.Sender.Sent);
    }

    [Fact]
    public async Task A_turn_whose_time_comes_after_the_release_begins_nothing()
    {
        await using var world = await PortWorld.CreateAsync();
        var successor = new ReaderWorld.KeepingPort();
        world.Sender.Open();
        // Each round races the turn that was scheduled against the release; the item is worked by one of the two.
        for (int i = 1; i <= 200; i++)
        {
            var worker = world.NewWorker();
            worker.Enqueue(world.Item());
            await worker.StopAsync(successor, CancellationToken.None).WaitAsync(WriterWorld.Patience);
            Assert.Equal(i, world.Sender.Sent + successor.Items.Length);
            Assert.Equal(0, worker.Unbegun);
        }
    }

    /// <summary>
    /// With thousands of ports each would keep its last messages alive, and the pauses of the quick collections took a
    /// quarter of the machine.
    /// </summary>
    [Fact]
    public async Task A_port_that_rests_keeps_nothing_alive_that_it_has_sent()
    {
        await using var world = await PortWorld.CreateAsync();
        world.Sender.Open();
        await SendOneAsync(world, 1);
        var last = await SendOneAsync(world, 2);
        await WaitUntilAsync(() =>
        {
            GC.Collect();
            return !last.IsAlive;
        });
    }

    // Not inlined, so that nothing of it is left on the caller's stack.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> SendOneAsync(PortWorld world, int sent)
    {
        var last = Enqueue(world);
        await WaitUntilAsync(() => world.Sender.Sent == sent);
        return last;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Enqueue(PortWorld world)
    {
        var item = world.Item();
        world.Worker.Enqueue(item);
        return new WeakReference(item);
    }

    private static async Task WaitUntilAsync(Func<bool> isSo)
    {
        long begun = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < WriterWorld.Patience);
            await Task.Yield();
        }
    }

    /// <summary>A port with a sender that can be held up.</summary>
    private sealed class PortWorld : IAsyncDisposable
    {
        private readonly ReaderWorld _readers;
        private readonly LaneReader _origin;
        private readonly TransmitServices _services;

        private PortWorld(ReaderWorld readers)
        {
            (_readers, _origin) = (readers, readers.Reader());
            var lease = new SessionLease(TimeProvider.System, TimeSpan.FromHours(1), TimeSpan.Zero);
            _services = new TransmitServices(
                readers.Writer.Unit, lease, null!, null!, TimeProvider.System, NullLogger.Instance);
            Worker = NewWorker();
            readers.Writer.Unit.Start();
        }

        public GatedSender Sender { get; } = new();

        public SendPortWorker Worker { get; }

        public static async Task<PortWorld> CreateAsync() => new(await ReaderWorld.CreateAsync());

        /// <summary>Everything that works at once is at work, with an item each.</summary>
        public async Task FillAsync()
        {
            for (int i = 1; i <= 2; i++)
            {
                Worker.Enqueue(Item());
                await WaitUntilAsync(() => Sender.AtWork == i);
            }
        }

        public SendPortWorker NewWorker()
        {
            var circuit = new Circuit("out", TimeSpan.FromMinutes(1), TimeProvider.System, NullLogger.Instance);
            return new SendPortWorker(
                new SendPort("out", new RetryModel(), SendPipeline.PassThrough, Sender, circuit, null), _services);
        }

        public WorkItem Item() => new(_origin, new Position(1, 0), WriterWorld.Message("text").Message, "out");

        public async ValueTask DisposeAsync()
        {
            Sender.Open();
            await Worker.DisposeAsync();
            await _readers.DisposeAsync();
        }
    }

    private sealed class GatedSender : ISender
    {
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _atWork;
        private int _sent;

        public SenderCapacity Capacity { get; } = new(BatchMessages: 3, ParallelBatches: 2);

        public ConcurrentBag<int> Batches { get; } = [];

        public int AtWork => Volatile.Read(ref _atWork);

        public int MostAtWork { get; private set; }

        public int Sent => Volatile.Read(ref _sent);

        public void Open() => _open.TrySetResult();

        public async ValueTask TransmitAsync(IReadOnlyList<Transmission> batch, CancellationToken cancellationToken)
        {
            Batches.Add(batch.Count);
            int atWork = Interlocked.Increment(ref _atWork);
            lock (Batches) MostAtWork = Math.Max(MostAtWork, atWork);
            await _open.Task;
            Interlocked.Decrement(ref _atWork);
            foreach (var transmission in batch) transmission.Sent();
            Interlocked.Add(ref _sent, batch.Count);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
