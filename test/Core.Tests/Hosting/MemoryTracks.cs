using System.Text;
using Viaduct.Core.Track;

namespace Viaduct.Core.Tests.Hosting;

/// <summary>What a server in memory has tracked.</summary>
internal static class MemoryTracks
{
    /// <summary>The events, once there are so many; there must not be more.</summary>
    public static async Task<List<TrackEvent>> EventsAsync(this MemoryRuntime runtime, int count)
    {
        var events = new List<TrackEvent>();
        await MemoryRuntime.UntilAsync(
            async () =>
            {
                events.Clear();
                await foreach (var e in new TrackingQuery(runtime.Store.Tracking).FindAsync(new(), default))
                    events.Add(e);
                return events.Count >= count;
            },
            $"{count} events are stored");
        Assert.Equal(count, events.Count);
        return events;
    }

    /// <summary>The text of the body that an event tells of.</summary>
    public static async Task<string> TextAsync(this MemoryRuntime runtime, TrackEvent e)
    {
        var message = await new TrackedMessages(runtime.Store).ReadAsync(e.Stored!.Value, default);
        using var reader = new StreamReader(await message!.Body.Body.OpenAsync(default), Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
