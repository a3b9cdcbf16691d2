using Viaduct.Campaign.Histories;

namespace Viaduct.Campaign.Flow;

/// <summary>Holds what offers messages back while too many of them have not arrived yet.</summary>
internal sealed class Valve(HistoryBook book)
{
    private const int OutstandingMost = 400;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns when another message may be offered, or nobody wants it any more.</summary>
    public async Task PassAsync(CancellationToken over)
    {
        while (book.Outstanding > OutstandingMost && !over.IsCancellationRequested)
            await Task.Delay(Look, TimeProvider.System, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
