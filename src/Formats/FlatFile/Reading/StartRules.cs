using Viaduct.Formats.FlatFile.Grammar;

namespace Viaduct.Formats.FlatFile.Reading;

/// <summary>
/// Decides whether a node begins where the parse stands, by tags first, then by what else could be meant.
/// </summary>
internal sealed class StartRules(
    ReadState state, FlatGrammar grammar, FieldReader fields, Func<bool>? isAtTrailer)
{
    /// <summary>Whether a child of a frame begins here.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="owner">The frame whose delimiters count.</param>
    /// <param name="child">The child.</param>
    /// <param name="isRoot">True if the frame is that of the root.</param>
    public StartAnswer Of(in Frame frame, in Frame owner, FlatNode child, bool isRoot)
    {
        bool isOptional = frame.Count >= child.Min;
        if (child.IsRecord && child.Tag.Length > 0) return HasTag(child) ? StartAnswer.Yes : StartAnswer.No;
        if (owner.Node.Kind == NodeKind.Positional) return OfPositional(frame, owner, child, isOptional);
        if (child.Kind == NodeKind.Field)
        {
            if (!isOptional) return StartAnswer.Yes;
            if (HasRival(child) || (grammar.IsComplex && !HasSpare(owner, child.RequiredAfter))) return StartAnswer.No;
            return StartAnswer.Yes;
        }

        if (state.IsAtEnd && !owner.Node.CanBeEmpty && !child.CanBeEmpty) return StartAnswer.No;
        if (state.IsAtEnd && isOptional) return StartAnswer.No;
        if (child.IsGroup) return OfGroup(frame, owner, child, isOptional);
        if (!isOptional) return StartAnswer.Yes;
        if (HasRival(child)) return StartAnswer.No;
        bool isLast = child.RequiredAfter == 0;
        if (isRoot && isLast && isAtTrailer?.Invoke() == true) return StartAnswer.No;
        if (!isLast && (child.Max > 1 || grammar.IsComplex) && !HasSpare(owner, child.RequiredAfter))
            return StartAnswer.No;
        // Empty lines at the end of a file are nothing, unless they are records.
        return child.HasUntaggedAfter || state.IsAtBlankEnd ? StartAnswer.Try : StartAnswer.Yes;
    }

    /// <summary>True if a record's tag is where it must be.</summary>
    public bool HasTag(FlatNode record)
    {
        long at = state.Position;
        if (record.Kind == NodeKind.Positional && record.TagOffset > 0)
        {
            at = fields.Forward(at, record.TagOffset, long.MaxValue, out bool isShort);
            if (isShort) return false;
        }

        if (!state.IsAt(record.Tag, at)) return false;
        foreach (string longer in record.LongerTags)
            if (state.IsAt(longer, at)) return false;
        return true;
    }

    /// <summary>Where a positional record must end: at a delimiter if it may be of different lengths.</summary>
    public long LimitOf(FlatNode record, in Frame parent)
    {
        if (parent.Node?.Kind == NodeKind.Positional) return parent.Limit;
        if (!record.IsVariable && !grammar.EndsEarly) return long.MaxValue;
        var rest = state.Rest;
        int at = 0;
        while (record.Outer.Texts.Length > 0)
        {
            int next = rest[at..].IndexOfAny(record.Outer.Starts);
            if (next < 0) break;
            at += next;
            if (record.Outer.At(rest[at..], state.Window.IsAll, out bool isCut) is not null)
                return state.Position + at;
            if (isCut) break;
            at++;
        }

        if (!state.Window.IsAll && (record.Outer.Texts.Length > 0 || rest.Length <= record.Extent))
            state.IsStarved = true;
        return state.Window.IsAll ? state.Window.End : long.MaxValue;
    }

    private StartAnswer OfPositional(in Frame frame, in Frame owner, FlatNode child, bool isOptional)
    {
        if (!isOptional) return StartAnswer.Yes;
        if (HasRival(child)) return StartAnswer.No;
        if (child.IsGroup) return OfGroup(frame, owner, child, isOptional);
        bool hasRoom = state.Position < owner.Limit && !state.IsAtEnd;
        if (!hasRoom) return grammar.EndsEarly && frame.Count == 0 ? StartAnswer.Yes : StartAnswer.No;
        if (child.Max == 1 && child.Kind == NodeKind.Field) return StartAnswer.Yes;
        fields.Forward(state.Position, child.Extent, owner.Limit, out bool isShort);
        return isShort && !grammar.EndsEarly ? StartAnswer.No : StartAnswer.Yes;
    }

    private StartAnswer OfGroup(in Frame frame, in Frame owner, FlatNode group, bool isOptional)
    {
        if (isOptional && state.IsAtEnd) return StartAnswer.No;
        bool isSure = false;
        bool mayBe = false;
        foreach (var child in group.Children)
        {
            var inner = new Frame { Node = group, Owner = frame.Owner };
            var answer = Of(inner, owner, child, isRoot: false);
            if (answer != StartAnswer.No)
            {
                mayBe = true;
                isSure |= child is { IsRecord: true, Tag.Length: > 0 };
            }

            if (group.Kind == NodeKind.Sequence && (isSure || child.Min > 0)) break;
        }

        if (!isOptional) return mayBe || group.CanBeEmpty ? StartAnswer.Yes : StartAnswer.No;
        if (!mayBe) return StartAnswer.No;
        if (isSure) return StartAnswer.Yes;
        return HasRival(group) ? StartAnswer.No : StartAnswer.Try;
    }

    // A record with a tag that is here goes before one without.
    private bool HasRival(FlatNode child)
    {
        foreach (var rival in child.Rivals)
            if (HasTag(rival)) return true;
        return false;
    }

    // True if the record has more parts left than those that must follow take.
    private bool HasSpare(in Frame owner, int needed)
    {
        if (needed == 0) return true;
        var record = owner.Node;
        if (record.Delimiter.Length == 0) return true;
        var ends = record.Outer;
        var rest = state.Rest;
        int pieces = 0;
        int at = 0;
        while (true)
        {
            int next = rest[at..].IndexOf(record.Delimiter);
            int outer = OuterIn(next < 0 ? rest[at..] : rest.Slice(at, next), ends);
            if (outer >= 0 || next < 0)
            {
                at = outer < 0 ? rest.Length : at + outer;
                break;
            }

            if (++pieces > needed) return true;
            at += next + record.Delimiter.Length;
        }

        if (at == rest.Length && !state.Window.IsAll)
        {
            state.IsStarved = true;
            return false;
        }

        bool hasLast = record.Order != ChildOrder.Postfix || (at > 0 && !rest[..at].EndsWith(record.Delimiter));
        return pieces + (hasLast ? 1 : 0) > needed;
    }

    private int OuterIn(ReadOnlySpan<char> text, TerminatorSet ends)
    {
        int at = 0;
        while (ends.Texts.Length > 0)
        {
            int next = text[at..].IndexOfAny(ends.Starts);
            if (next < 0) return -1;
            at += next;
            if (ends.At(text[at..], state.Window.IsAll, out _) is not null) return at;
            at++;
        }

        return -1;
    }
}
