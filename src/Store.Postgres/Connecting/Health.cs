using Microsoft.Extensions.Logging;

namespace Viaduct.Store.Postgres.Connecting;

/// <summary>Whether the store answers, as far as the last calls tell.</summary>
internal sealed class Health(ILogger logger)
{
    private int _away;

    public bool IsAvailable => Volatile.Read(ref _away) == 0;

    public void Answered()
    {
        if (Volatile.Read(ref _away) != 0 && Interlocked.Exchange(ref _away, 0) == 1) logger.StoreIsBack();
    }

    public void Failed(Exception error)
    {
        if (Interlocked.Exchange(ref _away, 1) == 0) logger.StoreIsAway(error.Message);
    }
}
