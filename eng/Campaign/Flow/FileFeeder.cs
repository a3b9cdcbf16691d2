using Viaduct.Campaign.Histories;
using Viaduct.Support;

namespace Viaduct.Campaign.Flow;

/// <summary>Puts one file after the other into the folder that all servers take from: whole, by a rename.</summary>
internal sealed class FileFeeder : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);

    private readonly TempFolder _folder;
    private readonly HistoryBook _book;
    private readonly Valve _valve;
    private readonly CancellationTokenSource _over = new();
    private readonly Task _feeding;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>Begins.</summary>
    public FileFeeder(TempFolder folder, HistoryBook book, Valve valve)
    {
        (_folder, _book, _valve) = (folder, book, valve);
        foreach (string name in new[] { "in", "staging", "out" }) folder.Folder(name);
        _feeding = Task.Run(FeedAsync);
    }

    /// <summary>Puts no more in.</summary>
    public async Task StopAsync()
    {
        await _over.CancelAsync();
        await _feeding;
    }

    /// <summary>
    /// Writes down the files that have arrived since the last time. What a server that was killed has left under a
    /// temporary name has not arrived.
    /// </summary>
    public void Look()
    {
        foreach (string path in Directory.EnumerateFiles(_folder.PathOf("out")))
        {
            string name = Path.GetFileName(path);
            if (name.StartsWith('.') || !_seen.Add(name)) continue;
            string text = File.ReadAllText(path);
            _book.Arrived("to-folder", Letter.IdOf(text), Letter.DigestOf(text), name);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _over.Dispose();
    }

    private async Task FeedAsync()
    {
        for (int number = 0; !_over.IsCancellationRequested; number++)
        {
            await _valve.PassAsync(_over.Token);
            var letter = new Letter($"f/0/{number}");
            string staged = _folder.PathOf("staging", $"f-{number}.txt");
            await File.WriteAllTextAsync(staged, letter.Text);
            _book.Offered(letter.Id, "", letter.Digest, "to-folder", "to-http", "flaky");
            File.Move(staged, _folder.PathOf("in", $"f-{number}.txt"));
            _book.HasAccepted(letter.Id);
            Look();
            await Task.Delay(Pause, TimeProvider.System);
        }
    }
}
