using Viaduct.FailoverBench.Flow;

namespace Viaduct.FailoverBench.Report;

/// <summary>What an independent count at the far side says of the messages that were accepted.</summary>
/// <param name="Accepted">How many were accepted.</param>
/// <param name="Lost">Accepted, and never there.</param>
/// <param name="Duplicated">There under two idempotency keys.</param>
/// <param name="Reordered">There after a later one of the same key.</param>
/// <param name="StaleWrites">
/// Tracked as sent twice: two owners have completed it, one of them when it was no longer the owner.
/// </param>
internal sealed record Effects(int Accepted, int Lost, int Duplicated, int Reordered, int StaleWrites)
{
    /// <summary>True if each is there once and in order.</summary>
    public bool IsSound => Lost + Duplicated + Reordered + StaleWrites == 0;

    /// <summary>Counts.</summary>
    /// <param name="accepted">What was accepted.</param>
    /// <param name="arrived">What came to the far side under new idempotency keys, in order.</param>
    /// <param name="sent">The messages that the group has tracked as sent, as often as it has.</param>
    public static Effects Of(
        IReadOnlyCollection<Letter> accepted, IReadOnlyList<Letter> arrived, IReadOnlyList<string> sent)
    {
        var there = arrived.ToHashSet();
        return new Effects(
            accepted.Count, accepted.Count(letter => !there.Contains(letter)), arrived.Count - there.Count,
            ReorderedOf(arrived.Distinct()), sent.Count - sent.Distinct(StringComparer.Ordinal).Count());
    }

    private static int ReorderedOf(IEnumerable<Letter> letters)
    {
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        int reordered = 0;
        foreach (var letter in letters)
        {
            if (letter.Number < last.GetValueOrDefault(letter.Key, -1)) reordered++;
            else last[letter.Key] = letter.Number;
        }

        return reordered;
    }
}
