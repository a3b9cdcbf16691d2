namespace Viaduct.Adapters.File;

/// <summary>
/// The names that the adapter gives to files while it has them in hand; none of them is ever taken as input.
/// </summary>
internal static class ClaimedName
{
    /// <summary>How the name of every file that is claimed or kept ends.</summary>
    public const string Ending = ".viaduct";

    /// <summary>How the name of a file that is being written ends.</summary>
    public const string TemporaryEnding = ".viaduct-tmp";

    /// <summary>How the name of a lock for appending ends.</summary>
    public const string LockEnding = ".viaduct-lock";

    private const int IdLength = 32;

    // A dot, the id, the longest form (.unreadable) and the ending must fit behind what is left of the name.
    private const int HeadBytesMax = FileNameRules.BytesMax - (1 + IdLength + 11 + 8);

    /// <summary>The name of a claimed file. A very long name is cut; the claim keeps it whole.</summary>
    public static string Of(string name, Guid id, ClaimedForm form) =>
        $"{FileNameRules.Cut(name, HeadBytesMax)}.{id:N}{Word(form)}{Ending}";

    /// <summary>Reads such a name.</summary>
    public static bool TryParse(string name, out Guid id, out ClaimedForm form)
    {
        (id, form) = (default, default);
        if (!name.EndsWith(Ending, StringComparison.Ordinal)) return false;
        var rest = name.AsSpan(0, name.Length - Ending.Length);
        foreach (var candidate in Enum.GetValues<ClaimedForm>())
        {
            string word = Word(candidate);
            if (word.Length == 0 || !rest.EndsWith(word, StringComparison.Ordinal)) continue;
            form = candidate;
            rest = rest[..^word.Length];
            break;
        }

        return rest.Length > IdLength && rest[^(IdLength + 1)] == '.'
            && Guid.TryParseExact(rest[^IdLength..].ToString(), "N", out id);
    }

    /// <summary>True for every name that the adapter may have given, whatever comes before its ending.</summary>
    public static bool IsReserved(ReadOnlySpan<char> name) =>
        name.EndsWith(Ending, StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(TemporaryEnding, StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(LockEnding, StringComparison.OrdinalIgnoreCase);

    private static string Word(ClaimedForm form) => form switch
    {
        ClaimedForm.Claimed => "",
        ClaimedForm.Alone => ".alone",
        ClaimedForm.Again => ".again",
        ClaimedForm.Changed => ".changed",
        ClaimedForm.Unreadable => ".unreadable",
        _ => throw new System.Diagnostics.UnreachableException($"claimed form {(int)form}"),
    };
}
