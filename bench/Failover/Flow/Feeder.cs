using System.Collections.Concurrent;
using Viaduct.Support;

namespace Viaduct.FailoverBench.Flow;

/// <summary>
/// Puts files into the folder that all servers take from: of each key the next one when the last has come to the far
/// side.
/// </summary>
internal sealed class Feeder : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(2);

    private readonly TempFolder _folder;
    private readonly FarSide _farSide;
    private readonly CancellationTokenSource _over = new();
    private readonly ConcurrentDictionary<Letter, long> _put = [];
    private readonly List<Task> _keys;

    /// <summary>Begins with so many keys.</summary>
    public Feeder(TempFolder folder, FarSide farSide, int keys)
    {
        (_folder, _farSide) = (folder, farSide);
        folder.Folder("in");
        folder.Folder("staging");
        _keys = [.. Enumerable.Range(0, keys).Select(key => Task.Run(() => FeedAsync($"file-{key}")))];
    }

    /// <summary>What was put in, and when.</summary>
    public IReadOnlyDictionary<Letter, long> Put => _put;

    /// <summary>Puts nothing more in.</summary>
    public async Task StopAsync()
    {
        await _over.CancelAsync();
        await Task.WhenAll(_keys);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _over.Dispose();
    }

    private async Task FeedAsync(string key)
    {
        for (int number = 0; !_over.IsCancellationRequested; number++)
        {
            var letter = new Letter(key, number);
            string name = $"{key}-{number:000000}.xml", staged = _folder.PathOf("staging", name);
            await File.WriteAllTextAsync(staged, letter.Write());
            _put[letter] = TimeProvider.System.GetTimestamp();
            File.Move(staged, _folder.PathOf("in", name));
            while (!_farSide.Has(letter) && !_over.IsCancellationRequested)
                await Task.Delay(Look, TimeProvider.System);
        }
    }
}
