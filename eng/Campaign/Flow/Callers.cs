using System.Net;
using Viaduct.Campaign.Histories;

namespace Viaduct.Campaign.Flow;

/// <summary>
/// Callers who send one request after the other, each under a key of its own and again under it until the answer is for
/// good. Some ask again although they know.
/// </summary>
internal sealed class Callers(HistoryBook book, Valve valve) : IAsyncDisposable
{
    private const int RefusedMost = 5;
    private const int AgainOneIn = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AnswerMost = TimeSpan.FromSeconds(8);

    private readonly CancellationTokenSource _over = new();
    private readonly CancellationTokenSource _given = new();
    private readonly HttpClient _client = new() { Timeout = AnswerMost };
    private readonly List<Task> _callers = [];

    /// <summary>A caller of a one-way location begins; its messages have two order keys.</summary>
    public void Send(string url, int caller) =>
        _callers.Add(Task.Run(() => CallAsync($"h/{caller}", number => ($"{url}/c{caller}k{number % 2}", false))));

    /// <summary>A caller of a two-way location begins.</summary>
    public void Ask(string url, int caller) =>
        _callers.Add(Task.Run(() => CallAsync($"a/{caller}", _ => (url, true))));

    /// <summary>Lets each have its last answer, and ends.</summary>
    /// <exception cref="TimeoutException">Somebody does not get one.</exception>
    public async Task StopAsync(TimeSpan patience)
    {
        await _over.CancelAsync();
        await Task.WhenAll(_callers).WaitAsync(patience);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _given.CancelAsync();
        await Task.WhenAll(_callers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _client.Dispose();
        _over.Dispose();
        _given.Dispose();
    }

    private async Task CallAsync(string source, Func<int, (string Url, bool IsTwoWay)> place)
    {
        for (int number = 0; !_over.IsCancellationRequested; number++)
        {
            await valve.PassAsync(_over.Token);
            var letter = new Letter($"{source}/{number}");
            var (url, isTwoWay) = place(number);
            string[] ports = isTwoWay ? ["backend"] : ["ordered", "keyed"];
            book.Offered(letter.Id, isTwoWay ? "" : new Uri(url).AbsolutePath, letter.Digest, ports);
            await UntilAnsweredAsync(letter, url, isTwoWay);
            if (number % AgainOneIn == 0) await UntilAnsweredAsync(letter, url, isTwoWay);
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    private async Task UntilAnsweredAsync(Letter letter, string url, bool isTwoWay)
    {
        for (int refused = 0; !_given.IsCancellationRequested; )
        {
            var (status, text) = await TryAsync(letter, url);
            bool isGood = status == (isTwoWay ? HttpStatusCode.OK : HttpStatusCode.Accepted);
            if (isGood) book.HasAccepted(letter.Id);
            // 502, 504, 500 may turn into the response when it is asked for again; not for ever.
            if (isGood || (status is { } known && !MayComeYet(known) && ++refused == RefusedMost))
            {
                if (isTwoWay || !isGood)
                    book.Answered(
                        letter.Id, (int)status!, text, isTwoWay ? FarSide.ResponseTo(letter.Id) : "");
                return;
            }

            await Task.Delay(PauseAfterFailure, TimeProvider.System);
        }
    }

    private static bool MayComeYet(HttpStatusCode status) =>
        status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout or HttpStatusCode.RequestTimeout;

    private async Task<(HttpStatusCode? Status, string Text)> TryAsync(Letter letter, string url)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url);
            request.Content = new StringContent(letter.Text);
            request.Headers.Add("Idempotency-Key", letter.Id);
            using var answer = await _client.SendAsync(request, _given.Token);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(_given.Token));
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            return (null, "");
        }
    }
}
