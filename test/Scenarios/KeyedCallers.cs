using System.Collections.Concurrent;
using System.Net;

namespace Viaduct.Scenarios;

/// <summary>
/// Callers who send one request after the other, each under a key of its own and again until it is accepted, whatever
/// happens on the way. What a request says is its key.
/// </summary>
internal sealed class KeyedCallers : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private volatile bool _disposed;
    private readonly Uri _address;
    private readonly CancellationTokenSource _over = new();
    private readonly ConcurrentQueue<string> _accepted = [];
    private readonly TaskCompletionSource<TimeSpan?> _turnedAway =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly List<Task> _callers;

    /// <summary>So many callers of an address begin.</summary>
    public KeyedCallers(string address, int callers)
    {
        _address = new Uri(address);
        _callers = [.. Enumerable.Range(0, callers).Select(caller => Task.Run(() => CallAsync(caller)))];
    }

    /// <summary>What was accepted so far.</summary>
    public IReadOnlyCollection<string> Accepted => _accepted;

    /// <summary>The first answer 503: what its Retry-After says.</summary>
    public Task<TimeSpan?> TurnedAway => _turnedAway.Task;

    /// <summary>Waits until so many have been accepted.</summary>
    public Task AcceptedAsync(int count, Func<Task<string>> state) =>
        WaitFor.TrueAsync(() => _accepted.Count >= count, async () => $"{_accepted.Count} of {count}\n{await state()}");

    /// <summary>Lets each caller have its last request accepted, and no other.</summary>
    public async Task StopAsync()
    {
        await _over.CancelAsync();
        await Task.WhenAll(_callers).WaitAsync(ViaductProgram.Patience);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await _over.CancelAsync();
        await Task.WhenAll(_callers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
    }

    private async Task CallAsync(int caller)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        for (int i = 0; !_over.IsCancellationRequested; i++)
        {
            string text = $"{caller}/{i}";
            while (!await TryAsync(client, text))
            {
                if (_disposed) return;
                await Task.Delay(Pause, TimeProvider.System);
            }

            _accepted.Enqueue(text);
        }
    }

    private async Task<bool> TryAsync(HttpClient client, string text)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = new StringContent(text) };
            request.Headers.Add("Idempotency-Key", text);
            using var answer = await client.SendAsync(request);
            Assert.NotEqual(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
                _turnedAway.TrySetResult(answer.Headers.RetryAfter?.Delta);
            return answer.StatusCode == HttpStatusCode.Accepted;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
