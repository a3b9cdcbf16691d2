namespace Viaduct.Core.Route;

/// <summary>Finds what somebody probably meant to write.</summary>
public static class Spelling
{
    // Longer words are not typing mistakes of known names, and the comparison is quadratic.
    private const int WordLengthMax = 64;

    /// <summary>The known word that is nearest to <paramref name="word"/>, or null if none is near.</summary>
    /// <remarks>
    /// Near means: at most a third of the letters added, left out, changed or swapped; case does not count. Of equally
    /// near words the first wins.
    /// </remarks>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(known);
        if (word.Length > WordLengthMax) return null;
        string? best = null;
        int bestDistance = Math.Max(1, word.Length / 3) + 1;
        foreach (string candidate in known)
        {
            if (Math.Abs(candidate.Length - word.Length) >= bestDistance) continue;
            int distance = Distance(word, candidate);
            if (distance < bestDistance) (best, bestDistance) = (candidate, distance);
        }

        return best;
    }

    // Optimal string alignment: like Levenshtein, and two swapped neighbours count once.
    private static int Distance(string left, string right)
    {
        int[] before = new int[right.Length + 1];
        int[] last = new int[right.Length + 1];
        int[] row = new int[right.Length + 1];
        for (int j = 0; j <= right.Length; j++) last[j] = j;
        for (int i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int change = Same(left[i - 1], right[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]))
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, last, row) = (last, row, before);
        }

        return last[right.Length];
    }

    private static bool Same(char left, char right) => char.ToUpperInvariant(left) == char.ToUpperInvariant(right);
}
