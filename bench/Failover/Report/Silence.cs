using Viaduct.FailoverBench.Flow;

namespace Viaduct.FailoverBench.Report;

/// <summary>How long a fault is felt at the far side.</summary>
internal static class Silence
{
    /// <summary>
    /// The longest silence of a key from a moment on, in time stamps: servers share the keys, and the worst counts.
    /// What was on its way when the fault began comes first, and does not end the silence.
    /// </summary>
    /// <param name="arrived">What has come to the far side, in order.</param>
    /// <param name="from">The moment of the fault.</param>
    /// <param name="until">The moment at which all keys flow again.</param>
    /// <returns>The silence, and the key.</returns>
    public static (long Length, string Key) Longest(IEnumerable<Arrival> arrived, long from, long until)
    {
        var last = new Dictionary<string, long>(StringComparer.Ordinal);
        (long Length, string Key) longest = (0, "");
        foreach (var (letter, at) in arrived)
        {
            long silence = at - Math.Max(from, last.GetValueOrDefault(letter.Key));
            if (at > from && at <= until && silence > longest.Length) longest = (silence, letter.Key);
            last[letter.Key] = at;
        }

        return longest;
    }
}
