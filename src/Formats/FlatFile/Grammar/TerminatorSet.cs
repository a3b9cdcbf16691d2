using System.Buffers;

namespace Viaduct.Formats.FlatFile.Grammar;

/// <summary>Strings that end a value; the longest one at a place counts.</summary>
internal sealed class TerminatorSet
{
    /// <summary>Nothing ends the value but the end of the data.</summary>
    public static readonly TerminatorSet Empty = new([], FlatNode.None);

    private readonly string[] _texts;
    private readonly SearchValues<char> _starts;

    private TerminatorSet(string[] texts, char escape)
    {
        _texts = texts;
        var starts = texts.Select(text => text[0]);
        _starts = SearchValues.Create([.. escape == FlatNode.None ? starts : starts.Append(escape)]);
        IsSingle = texts.All(text => text.Length == 1);
    }

    /// <summary>The strings, the longest first.</summary>
    public string[] Texts => _texts;

    /// <summary>The characters to stop at: the first ones of the strings, and the escape character.</summary>
    public SearchValues<char> Starts => _starts;

    /// <summary>True if each string is one character.</summary>
    public bool IsSingle { get; }

    /// <summary>A set of these strings; empty ones and doubles are left out.</summary>
    public static TerminatorSet Of(IEnumerable<string> texts, char escape)
    {
        string[] distinct =
        [
            .. texts.Where(text => text.Length > 0).Distinct(StringComparer.Ordinal)
                .OrderByDescending(text => text.Length),
        ];
        return distinct.Length == 0 && escape == FlatNode.None ? Empty : new TerminatorSet(distinct, escape);
    }

    /// <summary>The string that <paramref name="text"/> begins with, or null.</summary>
    /// <param name="text">What is at hand.</param>
    /// <param name="isAll">True if nothing follows it.</param>
    /// <param name="isCut">True if more is needed to know.</param>
    public string? At(ReadOnlySpan<char> text, bool isAll, out bool isCut)
    {
        isCut = false;
        foreach (string candidate in _texts)
        {
            if (text.StartsWith(candidate)) return candidate;
            if (!isAll && text.Length < candidate.Length && candidate.AsSpan().StartsWith(text)) isCut = true;
        }

        return null;
    }

    /// <summary>True if a value with this in it would be read as two.</summary>
    public bool IsIn(ReadOnlySpan<char> value)
    {
        foreach (string text in _texts)
            if (value.Contains(text, StringComparison.Ordinal)) return true;
        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(" or ", _texts.Select(Shown.Quoted));
}
