namespace Viaduct.Adapters.Http.Receiving;

/// <summary>Lets a state that lasts, or comes and goes, be logged now and then.</summary>
internal sealed class SaidOnce(TimeProvider time)
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    private long _said;

    /// <summary>True if it has not been said for a minute.</summary>
    public bool IsNew()
    {
        long said = Interlocked.Read(ref _said);
        if (said != 0 && time.GetElapsedTime(said) < Again) return false;
        return Interlocked.CompareExchange(ref _said, time.GetTimestamp() | 1, said) == said;
    }
}
