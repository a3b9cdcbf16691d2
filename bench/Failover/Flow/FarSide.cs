using System.Collections.Concurrent;
using System.Net;
using Viaduct.Support;

namespace Viaduct.FailoverBench.Flow;

/// <summary>
/// The receiver of all messages: drops repeated keys, as a far side that Viaduct's promises are about does, and writes
/// down what comes when.
/// </summary>
internal sealed class FarSide : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentDictionary<string, byte> _keys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Letter, byte> _letters = [];
    private readonly ConcurrentQueue<Arrival> _arrived = [];
    private readonly Task _loop;

    /// <summary>Begins to take requests.</summary>
    public FarSide()
    {
        Url = $"http://localhost:{FreePort.Take()}";
        _listener.Prefixes.Add($"{Url}/");
        _listener.Start();
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Its address.</summary>
    public string Url { get; }

    /// <summary>What has come under a new key, in order.</summary>
    public IReadOnlyList<Arrival> Arrived => [.. _arrived];

    /// <summary>How many have come.</summary>
    public int Count => _arrived.Count;

    /// <summary>Whether a message has come.</summary>
    public bool Has(Letter letter) => _letters.ContainsKey(letter);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _loop;
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                var http = await _listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(http));
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task AnswerAsync(HttpListenerContext http)
    {
        try
        {
            using var reader = new StreamReader(http.Request.InputStream);
            var letter = Letter.Read(await reader.ReadToEndAsync());
            string key = http.Request.Headers["Idempotency-Key"] ?? "";
            if (_keys.TryAdd(key, 0))
            {
                _arrived.Enqueue(new Arrival(letter, TimeProvider.System.GetTimestamp()));
                _letters.TryAdd(letter, 0);
            }

            http.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or IOException or ObjectDisposedException)
        {
            // The sender has given up; it comes again.
        }
    }
}
