using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Receive;
using Viaduct.Core.Store;

namespace Viaduct.Core.Tests.Receive;

/// <summary>What an interchange of many parts puts into a commit entry, and takes out again.</summary>
public class InterchangeTests
{
    private static readonly Failure Fault = new(FailureCodes.Invalid, "It is bad.");

    private readonly CountedBodies _bodies = new();
    private readonly CommitEntry _entry = new(new EntryWaiter());

    [Fact]
    public async Task One_that_fails_takes_only_its_own_out_of_a_shared_entry()
    {
        await PrepareAsync(Part(10), Bad(10), Part(300_000));
        var interchange = await PrepareAsync(
            Part(10), Bad(300_000), Part(300_000), DisassembledItem.BadInterchange(Fault));

        Assert.Equal(2, _entry.Publications!.Count);
        Assert.Equal(2, _entry.Opened!.Count);
        Assert.Equal(2, _entry.Events!.Count);
        Assert.Single(_entry.Bodies!);
        Assert.Equal(2, _bodies.Discarded);
        Assert.Equal(0, interchange.Messages);
    }

    [Fact]
    public async Task One_whose_body_is_lost_leaves_nothing_in_the_entry()
    {
        await Assert.ThrowsAsync<IOException>(() => PrepareAsync(Part(300_000), null));
        Assert.Empty(_entry.Publications!);
        Assert.Empty(_entry.Bodies!);
        Assert.Equal(1, _bodies.Discarded);
    }

    [Fact]
    public async Task Many_parts_are_taken_in_as_they_came()
    {
        var many = Enumerable.Repeat(0, 70).Select(_ => Part(100_000)).ToArray();
        await PrepareAsync(many);
        Assert.Equal(70, _entry.Publications!.Count);
        Assert.Null(_entry.Opened);

        await PrepareAsync([.. many, .. many, null]);
        Assert.Equal(70, _entry.Publications.Count);
        var whole = Assert.Single(_entry.Opened!);
        Assert.Equal((OpenItemKind.Receive, OpenItemState.Waiting), (whole.Kind, whole.State));
        Assert.Equal(-1, whole.Reader);
        Assert.Equal(new InterchangeProgress { Length = 5 }, InterchangeProgress.Parse(whole.Transmit));
        Assert.Null(_entry.Events);
    }

    [Fact]
    public async Task One_large_message_is_no_large_interchange()
    {
        await PrepareAsync(Part(200_000));
        Assert.Single(_entry.Publications!);
        await PrepareAsync(Part(200_000_000));
        Assert.Equal(2, _entry.Publications!.Count);
        Assert.Null(_entry.Opened);
    }

    [Fact]
    public async Task What_a_component_stored_on_the_way_and_no_message_has_is_discarded()
    {
        var location = new ReceiveLocation(
            "in", "port", "address", "test", new ReceivePipeline([new Storing(), new Storing()], [], [], []));
        var item = new SourceItem { Body = Body.From(new byte[5]) };
        await new LocationIntake(location, Services).PrepareAsync(item, _entry, default);
        Assert.Equal(1, _bodies.Discarded);
        Assert.Single(_entry.Bodies!);
    }

    private IntakeServices Services => new(
        null!, _bodies, null!, default, () => new PipelineLimits(), TimeProvider.System, NullLogger.Instance)
    {
        Lease = new SessionLease(TimeProvider.System, TimeSpan.FromSeconds(3), TimeSpan.Zero),
    };

    private Task<Interchange> PrepareAsync(params DisassembledItem?[] items)
    {
        var location = new ReceiveLocation(
            "in", "port", "address", "test", new ReceivePipeline([], [new Parts(items)], [], []));
        var item = new SourceItem { Body = Body.From(new byte[5]) };
        return new LocationIntake(location, Services).PrepareAsync(item, _entry, default).AsTask();
    }

    private static DisassembledItem Part(int bytes) => DisassembledItem.Good(Message(bytes), recoverable: true);

    private static DisassembledItem Bad(int bytes) => DisassembledItem.BadPart(Message(bytes), Fault);

    private static PipelineMessage Message(int bytes) => new(Body.From(new byte[bytes]), new MessageContextBuilder());

    /// <summary>Gives what it was given; null is a body that is lost.</summary>
    private sealed class Parts(IReadOnlyList<DisassembledItem?> items) : IDisassembler
    {
        public string Sentence => "Gives parts.";

        public ValueTask<Failure?> ProbeAsync(
            PipelineMessage message, PipelineContext context, CancellationToken cancellationToken) => default;

        public async IAsyncEnumerable<DisassembledItem> DisassembleAsync(
            PipelineMessage message,
            PipelineContext context,
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            foreach (var item in items) yield return item ?? throw new IOException("It is lost.");
        }
    }

    private sealed class Storing : IBodyComponent
    {
        public string Sentence => "Makes a large body.";

        public async ValueTask<Failure?> RunAsync(
            PipelineMessage message, PipelineContext context, CancellationToken cancellationToken)
        {
            await using var body = context.CreateBody();
            await body.Stream.WriteAsync(new byte[300_000], cancellationToken);
            message.Body = await body.CompleteAsync(cancellationToken);
            return null;
        }
    }

    private sealed class CountedBodies : IBodyStore
    {
        public int Discarded { get; private set; }

        public int ChunkBytes => 1 << 20;

        public Task AppendAsync(
            SessionId session, Guid bodyId, int index, ReadOnlyMemory<byte> chunk, CancellationToken stop) =>
            Task.CompletedTask;

        public Task<byte[]?> ReadAsync(Guid bodyId, int index, CancellationToken cancellationToken) =>
            Task.FromResult<byte[]?>(null);

        public Task DiscardAsync(SessionId session, Guid bodyId, CancellationToken cancellationToken)
        {
            Discarded++;
            return Task.CompletedTask;
        }
    }
}
