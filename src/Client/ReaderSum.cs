namespace Viaduct.Client;

/// <summary>How far a reader lags over all its lanes.</summary>
/// <param name="Reader">
/// The host's name, <c>host/port</c> for a detached port, <c>responses for SERVER</c>, or <c>tracker</c>.
/// </param>
/// <param name="Lanes">In how many lanes it reads.</param>
/// <param name="Lag">The segments that it has not come past, over all lanes; 0 if it has caught up.</param>
/// <param name="LagMax">The most in one lane.</param>
public sealed record ReaderSum(string Reader, int Lanes, long Lag, long LagMax)
{
    /// <summary>The sums, one for each reader.</summary>
    public static IReadOnlyList<ReaderSum> Of(IEnumerable<ReaderStatus> readers) =>
    [
        .. readers.GroupBy(reader => reader.Reader, StringComparer.Ordinal).Select(reader => new ReaderSum(
            reader.Key, reader.Count(), reader.Sum(lane => lane.Lag), reader.Max(lane => lane.Lag))),
    ];
}
