using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Viaduct.Campaign.Histories;

namespace Viaduct.Campaign.Flow;

/// <summary>
/// All systems that the group sends to over HTTP: one path for each send port. They drop repeated keys, as those do
/// that the promises are about, answer a repeat as they did the first time, and write down what comes when.
/// </summary>
internal sealed class FarSide : IAsyncDisposable
{
    private const string FlakyPort = "flaky";
    private const int FlakyOneIn = 3;
    private static readonly TimeSpan HangingMost = TimeSpan.FromSeconds(30);

    private readonly WebApplication _server;
    private readonly ConcurrentDictionary<(string Port, string Key), string> _answers = new();
    private readonly HistoryBook _book;
    private readonly Lock _gate = new();
    private TaskCompletionSource _wellAgain = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FarBehaviour _behaviour;
    private int _requests;

    private FarSide(HistoryBook book)
    {
        _book = book;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(WorkAsync);
    }

    /// <summary>Its address, without a slash at the end.</summary>
    public string Url => _server.Urls.Single();

    /// <summary>Begins to take requests.</summary>
    public static async Task<FarSide> StartAsync(HistoryBook book)
    {
        var farSide = new FarSide(book);
        await farSide._server.StartAsync();
        return farSide;
    }

    /// <summary>What a response to a message begins with.</summary>
    public static string ResponseTo(string id) => $"response to {id} under ";

    /// <summary>Behaves otherwise from now on.</summary>
    public void Behave(FarBehaviour behaviour)
    {
        lock (_gate)
        {
            _behaviour = behaviour;
            _wellAgain.TrySetResult();
            _wellAgain = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Behave(FarBehaviour.Well);
        await _server.DisposeAsync();
    }

    private async Task WorkAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        string text = await reader.ReadToEndAsync(http.RequestAborted);
        string port = http.Request.Path.Value!.Trim('/');
        string key = http.Request.Headers["Idempotency-Key"].ToString();
        switch (await BehaviourAsync(port))
        {
            case FarBehaviour.Refuses:
                http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                break;
            case FarBehaviour.Hangs or FarBehaviour.Cuts:
                http.Abort();
                break;
            case FarBehaviour.CutsAfter:
                TakeEffect(port, key, text);
                http.Abort();
                break;
            default:
                http.Response.ContentType = "text/plain";
                await http.Response.WriteAsync(TakeEffect(port, key, text), http.RequestAborted);
                break;
        }
    }

    private async Task<FarBehaviour> BehaviourAsync(string port)
    {
        Task over;
        FarBehaviour now;
        lock (_gate) (over, now) = (_wellAgain.Task, _behaviour);
        if (now == FarBehaviour.Hangs)
            await over.WaitAsync(HangingMost).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        bool isFlaky = port == FlakyPort && Interlocked.Increment(ref _requests) % FlakyOneIn == 0;
        return now == FarBehaviour.Well && isFlaky ? FarBehaviour.Refuses : now;
    }

    // One after the other, so that the order in the book is the order of the effects.
    private string TakeEffect(string port, string key, string text)
    {
        string id = Letter.IdOf(text), digest = Letter.DigestOf(text);
        lock (_answers)
        {
            if (_answers.TryGetValue((port, key), out string? before))
            {
                // A repeat must be the same request: else a far side that drops repeats would have lost this one.
                if (before != Response(id, digest, key)) _book.Arrived(port, id, digest, key);
                return before;
            }

            _book.Arrived(port, id, digest, key);
            return _answers[(port, key)] = Response(id, digest, key);
        }
    }

    private static string Response(string id, string digest, string key) => $"{ResponseTo(id)}{key}, {digest}";
}
