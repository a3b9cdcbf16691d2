using Viaduct.Formats.FlatFile.Grammar;

namespace Viaduct.Formats.FlatFile.Reading;

/// <summary>Reads the delimiters around the parts of a record.</summary>
internal sealed class ItemRules(ReadState state, FlatGrammar grammar)
{
    /// <summary>Finds out whether another part of the record begins here; reads the delimiter in front of it.</summary>
    public bool Begin(ref Frame owner)
    {
        var record = owner.Node;
        owner.ItemStart = state.Position;
        if (record.Delimiter.Length == 0)
        {
            if (state.IsAtEnd || (owner.Items > 0 && state.IsAt(record.Outer))) return owner.Items == 0;
        }
        else if (record.Order == ChildOrder.Postfix)
        {
            if (state.IsAtEnd) return false;
            if (!state.IsAtDelimiter(record) && state.IsAt(record.Outer)) return false;
        }
        else if (record.Order == ChildOrder.Prefix || owner.Items > 0)
        {
            if (!state.IsAtDelimiter(record)) return false;
            state.Position += record.Delimiter.Length;
        }

        owner.IsPending = true;
        return true;
    }

    /// <summary>Reads the delimiter behind a part.</summary>
    public bool EndPostfix(in Frame owner, FlatNode child)
    {
        var record = owner.Node;
        if (state.IsAtDelimiter(record))
        {
            state.Position += record.Delimiter.Length;
            return true;
        }

        if (state.IsAtEnd || state.IsStarved) return !state.IsStarved;
        return BadEnd(owner, child);
    }

    /// <summary>True if a part that was tried ends where one may end.</summary>
    public bool IsAtEnd(in Frame owner)
    {
        var record = owner.Node;
        if (record.Kind != NodeKind.Delimited || record.Delimiter.Length == 0) return true;
        if (record.Order == ChildOrder.Postfix || owner.IsPending) return true;
        return state.IsAtEnd || state.IsAtDelimiter(record) || state.IsAt(record.Outer)
            || state.Fail(record, Shown.Quoted(record.Delimiter));
    }

    private bool BadEnd(in Frame owner, FlatNode child)
    {
        string delimiter = owner.Node.Delimiter;
        if (child.Kind == NodeKind.Positional)
        {
            var text = state.Window.Slice(owner.ItemStart, (int)(state.Position - owner.ItemStart));
            int inside = text.IndexOf(delimiter);
            if (inside >= 0)
                return state.Fail(
                    child,
                    $"{child.Extent} {(grammar.CountsBytes ? "bytes" : "characters")} for the record {child.Name}",
                    owner.ItemStart + inside,
                    $"{Shown.Quoted(delimiter)} after {inside}");
        }

        return state.Fail(child, $"{Shown.Quoted(delimiter)} behind {child.Name}");
    }
}
