using System.Text.Json;
using Viaduct.Campaign.Flow;
using Viaduct.Campaign.Histories;

namespace Viaduct.Campaign.Servers;

/// <summary>Asks the group what it keeps: what is suspended or waits, and what it has tracked as sent.</summary>
internal sealed class SuspendedList(Command command, string folder)
{
    private const string EventsMost = "1000000";

    /// <summary>How many items are neither done nor suspended.</summary>
    public async Task<int> UndoneAsync()
    {
        var list = await AskAsync("messages", "list", "--limit", "1000");
        return list.GetProperty("items").EnumerateArray()
            .Count(item => item.GetProperty("state").GetString() is "waiting" or "active");
    }

    /// <summary>What is suspended, by what its content says that it is.</summary>
    public async Task<IReadOnlyList<SuspendedMessage>> ReadAsync()
    {
        var list = await AskAsync("messages", "list", "--limit", "1000");
        var found = new List<SuspendedMessage>();
        foreach (var item in list.GetProperty("items").EnumerateArray())
        {
            if (item.GetProperty("state").GetString() is not ("suspended" or "suspendedNotResumable")) continue;
            string id = item.GetProperty("id").GetString()!;
            var saved = await AskAsync("messages", "save", id, "--to", Path.Combine(folder, id));
            string content = saved.GetProperty("files").EnumerateArray().Select(file => file.GetString()!)
                .Where(file => !file.EndsWith(".json", StringComparison.Ordinal)).Select(File.ReadAllText)
                .FirstOrDefault() ?? "";
            found.Add(new SuspendedMessage(Text(item, "port"), Letter.IdOf(content), Text(item, "failureCode")));
        }

        return found;
    }

    /// <summary>What is tracked as sent.</summary>
    public async Task<IReadOnlyList<TrackedEnd>> SentAsync()
    {
        var list = await AskAsync("messages", "track", "--kind", "sent", "--from", "2d", "--limit", EventsMost);
        return
        [
            .. list.GetProperty("events").EnumerateArray().Select(one =>
                new TrackedEnd(Text(one, "messageId"), Text(one, "port"))),
        ];
    }

    private static string Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private async Task<JsonElement> AskAsync(params string[] words)
    {
        var (code, output, error) = await command.RunAsync([.. words, "--json"]);
        if (code != 0) throw new InvalidOperationException($"viaduct {string.Join(' ', words)}: {code} {error}");
        using var document = JsonDocument.Parse(output);
        return document.RootElement.Clone();
    }
}
