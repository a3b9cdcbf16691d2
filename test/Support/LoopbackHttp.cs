using System.Net;

namespace Viaduct.Support;

/// <summary>A small HTTP server on loopback, which answers one request after the other.</summary>
public sealed class LoopbackHttp : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<HttpListenerContext, Task> _answer;
    private readonly Task _loop;

    /// <summary>Begins to listen.</summary>
    /// <param name="answer">Answers a request, and closes the response.</param>
    /// <param name="host">The host that requests name.</param>
    public LoopbackHttp(Func<HttpListenerContext, Task> answer, string host = "localhost")
    {
        _answer = answer;
        Url = $"http://{host}:{FreePort.Take()}";
        _listener.Prefixes.Add(Url + "/");
        _listener.Start();
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Where it listens, without a slash at its end.</summary>
    public string Url { get; }

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
            while (true) await _answer(await _listener.GetContextAsync());
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // Closed.
        }
    }
}
