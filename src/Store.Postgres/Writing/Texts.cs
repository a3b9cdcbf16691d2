using System.Text;
using Viaduct.Core.Store;

namespace Viaduct.Store.Postgres.Writing;

/// <summary>
/// What PostgreSQL cannot hold as text: NUL, and half of a surrogate pair. In a text for people such a character is
/// replaced; in a name it is an error of the member that brings it.
/// </summary>
internal static class Texts
{
    private const char Replacement = '\uFFFD';

    /// <summary>A text for people, without what cannot be stored.</summary>
    public static string? Clean(string? text)
    {
        if (IsStorable(text)) return text;
        var clean = new StringBuilder(text!.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(rune.Value == 0 ? Replacement.ToString() : rune.ToString());
        }
        return clean.ToString();
    }

    /// <summary>What a batch names that cannot be stored, or null.</summary>
    public static string? FindUnstorable(CommitBatch batch)
    {
        foreach (var claim in batch.ClaimsAdded)
        {
            if (!IsStorable(claim.Item) || !IsStorable(claim.Location)) return $"the source item of claim {claim.Id}";
        }
        foreach (var row in batch.OpenItemsAdded)
        {
            if (!IsStorable(row.Port) || !IsStorable(row.MessageType) || !IsStorable(row.Transmit))
            {
                return $"a name in open item {row.Id}";
            }
        }
        foreach (var change in batch.OpenItemsChanged)
        {
            if (!IsStorable(change.Transmit)) return $"what open item {change.Key.Id} transmitted";
        }
        return null;
    }

    private static bool IsStorable(string? text)
    {
        if (text is null) return true;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\0') return false;
            if (!char.IsSurrogate(c)) continue;
            if (!char.IsHighSurrogate(c) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])) return false;
            i++;
        }
        return true;
    }
}
