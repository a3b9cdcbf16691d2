namespace Viaduct.Store.Sqlite;

/// <summary>Times as the tables hold them: microseconds since 1970.</summary>
internal static class StoreTime
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMillisecond / 1000;

    public static long From(DateTimeOffset time) =>
        (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TicksPerMicrosecond;

    public static long From(TimeSpan distance) => distance.Ticks / TicksPerMicrosecond;

    public static DateTimeOffset ToTime(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TicksPerMicrosecond);

    public static TimeSpan ToDistance(long microseconds) => new(microseconds * TicksPerMicrosecond);
}
