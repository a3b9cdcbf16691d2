namespace Viaduct.Adapters.File;

/// <summary>Whether two patterns of <c>*</c> and <c>?</c> have a name in common. Case does not matter.</summary>
internal static class PatternOverlap
{
    /// <summary>True if some name fits both.</summary>
    public static bool Exists(string one, string other)
    {
        // reached[j]: the first i characters of one and the first j of the other may stand for the same text.
        bool[] reached = new bool[other.Length + 1];
        reached[0] = true;
        for (int j = 1; j <= other.Length; j++) reached[j] = reached[j - 1] && other[j - 1] == '*';
        for (int i = 1; i <= one.Length; i++)
        {
            bool before = reached[0];
            reached[0] = before && one[i - 1] == '*';
            for (int j = 1; j <= other.Length; j++)
            {
                bool above = reached[j];
                reached[j] = Fits(one[i - 1], other[j - 1])
                    ? before || (one[i - 1] == '*' && reached[j - 1]) || (other[j - 1] == '*' && above)
                        || (one[i - 1] == '*' && above) || (other[j - 1] == '*' && reached[j - 1])
                    : false;
                before = above;
            }
        }

        return reached[^1];
    }

    private static bool Fits(char one, char other) =>
        one is '*' or '?' || other is '*' or '?' || char.ToUpperInvariant(one) == char.ToUpperInvariant(other);
}
