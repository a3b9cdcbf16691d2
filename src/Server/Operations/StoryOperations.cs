using System.IO.Compression;
using System.IO.Pipelines;
using Viaduct.Client;
using Viaduct.Core.Hosting;
using Viaduct.Core.Messages;
using Viaduct.Core.Store;
using Viaduct.Core.Track;

namespace Viaduct.Server.Operations;

/// <summary>
/// Tells the whole story of a message as an archive: its events, its bodies as far as they are tracked or still stored,
/// with the context at each place, the configurations that were in force, and hashes of all that.
/// </summary>
/// <param name="store">The store, opened.</param>
/// <param name="group">The group that it belongs to.</param>
/// <param name="time">Dates the story.</param>
internal sealed class StoryOperations(IStore store, string group, TimeProvider time)
{
    private const int EventsMax = 100_000;
    private const int SiblingsMax = 100_000;
    private const int ConfigurationsMax = 1_000;

    private readonly TrackingQuery _query = new(store.Tracking);
    private readonly TrackedMessages _messages = new(store);
    private readonly OpenItemActions _items = new(store, time);

    /// <summary>The story; made while it is read, so that memory does not grow with the bodies.</summary>
    public async Task<Stream> OpenAsync(Guid id, bool siblings, CancellationToken cancellationToken)
    {
        var way = await WayAsync(id, cancellationToken);
        var items = new List<OpenItemRow>();
        await foreach (var row in _items.ListAsync(new OpenItemFilter { MessageId = id }, cancellationToken))
            items.Add(row);
        if (way.Count == 0 && items.Count == 0)
            throw Problems.Refuse(
                ProblemCodes.NotFound,
                $"Nothing is known of a message {id}: it was never here, its retention class keeps it no longer, or it "
                + "is so new that its events are not stored yet. 'viaduct messages track' finds messages.");
        var story = new Story(id, way, items, siblings);
        var pipe = new Pipe();
        _ = Task.Run(() => TellAsync(story, pipe.Writer, cancellationToken), CancellationToken.None);
        return pipe.Reader.AsStream();
    }

    private async Task TellAsync(Story story, PipeWriter writer, CancellationToken cancellationToken)
    {
        try
        {
            await using (var stream = writer.AsStream(leaveOpen: true))
            await using (var zip = await ZipArchive.CreateAsync(
                stream, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken))
                await TellAsync(story, new StoryArchive(zip, writer, time.GetUtcNow()), cancellationToken);
            await writer.CompleteAsync();
        }
        catch (Exception e)
        {
            // Whoever reads it meets the reason; a reader that has gone is one, too.
            await writer.CompleteAsync(new IOException($"The story of {story.Id} breaks off: {e.Message}", e));
        }
    }

    private async Task TellAsync(Story story, StoryArchive archive, CancellationToken cancellationToken)
    {
        IReadOnlyList<TrackedEvent> events = [.. story.Way.Select(Views.Of)];
        await archive.AddAsync("way.txt", StoryText.Of(story.Id, events), cancellationToken);
        await archive.AddAsync("events.json", events, StoryJson.Default.IReadOnlyListTrackedEvent, cancellationToken);
        int number = 0;
        foreach (var e in story.Way.Where(e => e.Stored is not null))
            await AddBodyAsync(archive, e, ++number, cancellationToken);
        number = 0;
        foreach (var row in story.Items) await AddItemAsync(archive, row, ++number, cancellationToken);
        if (story.Siblings && story.InterchangeId != Guid.Empty)
            await archive.AddAsync(
                "siblings.json", await SiblingsAsync(story.InterchangeId, cancellationToken),
                StoryJson.Default.IReadOnlyListTrackedEvent, cancellationToken);
        var manifest = new StoryManifest
        {
            Group = group, MessageId = story.Id, InterchangeId = story.InterchangeId, MadeAt = time.GetUtcNow(),
            Configurations = await ConfigurationsAsync(story, cancellationToken), Files = [.. archive.Files],
        };
        await archive.AddAsync("manifest.json", manifest, StoryJson.Default.StoryManifest, cancellationToken);
    }

    private async Task AddBodyAsync(
        StoryArchive archive, TrackEvent e, int number, CancellationToken cancellationToken)
    {
        string folder = $"bodies/{number:D3}-{Word.Of(e.Place)}-{StoryArchive.Safe(e.Port)}";
        if (await _messages.ReadAsync(e.Stored!.Value, cancellationToken) is { } message)
            await AddMessageAsync(archive, folder, message, cancellationToken);
        else
            await archive.AddAsync(
                $"{folder}/gone.txt", "The body is not there any more: its retention class keeps it no longer.\n",
                cancellationToken);
    }

    private async Task AddItemAsync(
        StoryArchive archive, OpenItemRow row, int number, CancellationToken cancellationToken)
    {
        string folder = $"items/{number:D3}-{StoryArchive.Safe(row.Port)}";
        // It may have been completed or terminated since it was listed.
        if (await _items.ReadAsync(row.Id, cancellationToken) is not var (item, message)) return;
        await archive.AddAsync(
            $"{folder}/item.json", Views.Of(item, message), StoryJson.Default.ItemView, cancellationToken);
        await AddMessageAsync(archive, folder, message, cancellationToken);
    }

    private static async Task AddMessageAsync(
        StoryArchive archive, string folder, Message message, CancellationToken cancellationToken)
    {
        await archive.AddAsync(
            $"{folder}/context.json", Views.ContextOf(message), StoryJson.Default.IReadOnlyListPropertyView,
            cancellationToken);
        for (int i = 0; i < message.Parts.Count; i++)
            await archive.AddAsync(
                $"{folder}/{i + 1}-{StoryArchive.Safe(message.Parts[i].Name)}.bin",
                await OpenAsync(message.Parts[i].Body, cancellationToken), cancellationToken);
    }

    private static async Task<Stream> OpenAsync(Body body, CancellationToken cancellationToken)
    {
        try
        {
            return await body.OpenAsync(cancellationToken);
        }
        catch (IOException e)
        {
            return new MemoryStream(System.Text.Encoding.UTF8.GetBytes($"({e.Message})\n"), writable: false);
        }
    }

    /// <summary>The events of the message, and those of its interchange as a whole, in the order of time.</summary>
    private async Task<List<TrackEvent>> WayAsync(Guid id, CancellationToken cancellationToken)
    {
        var way = await FindAsync(new TrackingFilter { MessageId = id }, EventsMax, cancellationToken);
        var interchange = way.Select(e => e.InterchangeId).FirstOrDefault(i => i != Guid.Empty && i != id);
        if (interchange != Guid.Empty)
            way.AddRange(
                await FindAsync(new TrackingFilter { MessageId = interchange }, EventsMax, cancellationToken));
        return [.. way.OrderBy(e => e.At)];
    }

    private async Task<IReadOnlyList<TrackedEvent>> SiblingsAsync(
        Guid interchange, CancellationToken cancellationToken)
    {
        var events = await FindAsync(
            new TrackingFilter { InterchangeId = interchange }, SiblingsMax, cancellationToken);
        return [.. events.OrderBy(e => e.At).Select(Views.Of)];
    }

    private async Task<List<TrackEvent>> FindAsync(
        TrackingFilter filter, int eventsMax, CancellationToken cancellationToken)
    {
        var found = new List<TrackEvent>();
        await foreach (var e in _query.FindAsync(filter, cancellationToken))
        {
            found.Add(e);
            if (found.Count == eventsMax) break;
        }

        return found;
    }

    /// <summary>Those that were active between the first and the last event.</summary>
    private async Task<IReadOnlyList<StoryConfiguration>> ConfigurationsAsync(
        Story story, CancellationToken cancellationToken)
    {
        var (from, to) = (story.From, story.To);
        var applied = await store.Configuration.ListAppliedAsync(ConfigurationsMax, cancellationToken);
        var inForce = applied.Where(a => a.AppliedAt <= to).ToList();
        int before = inForce.FindIndex(a => a.AppliedAt <= from);
        return
        [
            .. inForce.Take(before < 0 ? inForce.Count : before + 1).Reverse()
                .Select(a => new StoryConfiguration(a.Hash, a.AppliedAt)),
        ];
    }

    /// <summary>What is told.</summary>
    private sealed record Story(
        Guid Id, IReadOnlyList<TrackEvent> Way, IReadOnlyList<OpenItemRow> Items, bool Siblings)
    {
        public Guid InterchangeId => Way.Select(e => e.InterchangeId).Concat(Items.Select(i => i.InterchangeId))
            .FirstOrDefault(id => id != Guid.Empty);

        public DateTimeOffset From => Way.Count > 0 ? Way[0].At : Items[0].CreatedAt;

        public DateTimeOffset To => Way.Count > 0 ? Way[^1].At : Items[^1].ChangedAt;
    }
}
