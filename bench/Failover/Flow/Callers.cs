using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Viaduct.FailoverBench.Flow;

/// <summary>
/// Callers who send one request after the other, each under a key of its own and again until it is accepted.
/// </summary>
internal sealed class Callers : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly Uri _address;
    private readonly CancellationTokenSource _over = new();
    private readonly ConcurrentDictionary<Letter, long> _accepted = [];
    private readonly List<Task> _callers;

    /// <summary>So many callers begin.</summary>
    public Callers(string address, int callers)
    {
        _address = new Uri(address);
        _callers = [.. Enumerable.Range(0, callers).Select(caller => Task.Run(() => CallAsync(caller)))];
    }

    /// <summary>What was accepted, and when.</summary>
    public IReadOnlyDictionary<Letter, long> Accepted => _accepted;

    /// <summary>Lets each caller have its last request accepted, and no other.</summary>
    public async Task StopAsync()
    {
        await _over.CancelAsync();
        await Task.WhenAll(_callers);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _over.Dispose();
    }

    private async Task CallAsync(int caller)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        for (int i = 0; !_over.IsCancellationRequested; i++)
        {
            var letter = new Letter($"call-{caller}", i);
            while (!await TryAsync(client, letter)) await Task.Delay(Pause, TimeProvider.System);
            _accepted[letter] = TimeProvider.System.GetTimestamp();
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    private async Task<bool> TryAsync(HttpClient client, Letter letter)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, _address)
            {
                Content = new StringContent(letter.Write(), Encoding.UTF8, "application/xml"),
            };
            request.Headers.Add("Idempotency-Key", letter.ToString());
            using var answer = await client.SendAsync(request);
            return answer.StatusCode == HttpStatusCode.Accepted;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
