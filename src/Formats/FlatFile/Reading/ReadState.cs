using Viaduct.Formats.FlatFile.Grammar;

namespace Viaduct.Formats.FlatFile.Reading;

/// <summary>Where a parse stands in the file, what it has read, and why it goes no further.</summary>
internal sealed class ReadState(CharWindow window)
{
    private const int ExpectedMax = 200;

    /// <summary>The part of the file at hand.</summary>
    public CharWindow Window { get; } = window;

    /// <summary>What has been read and not been written yet.</summary>
    public List<FlatEvent> Events { get; } = [];

    /// <summary>Where the parse stands.</summary>
    public long Position { get; set; }

    /// <summary>True if more must be at hand to go on; what was decided since then is void.</summary>
    public bool IsStarved { get; set; }

    /// <summary>How many records are held back for their attributes.</summary>
    public int Held { get; set; }

    /// <summary>How many choices are open.</summary>
    public int Attempts { get; set; }

    /// <summary>The farthest fault.</summary>
    public FlatFault Fault { get; set; } = new() { Position = -1, Expected = "" };

    /// <summary>True if a wrapped value was begun that does not end.</summary>
    public bool IsOpen { get; set; }

    /// <summary>The farthest place at which something did not fit.</summary>
    public long Reached { get; private set; }

    /// <summary>What is at hand.</summary>
    public ReadOnlySpan<char> Rest => Window.From(Position);

    /// <summary>True if the file ends here.</summary>
    public bool IsAtEnd
    {
        get
        {
            if (Position < Window.End) return false;
            if (!Window.IsAll) IsStarved = true;
            return true;
        }
    }

    /// <summary>True if only line ends, or the old mark of an end, follow.</summary>
    public bool IsAtBlankEnd => Window.IsAll && Rest.TrimStart("\r\n\x1a").IsEmpty;

    /// <summary>True if this text is at a position.</summary>
    public bool IsAt(string text, long position)
    {
        if (position >= Window.End)
        {
            if (!Window.IsAll) IsStarved = true;
            return false;
        }

        var rest = Window.From(position);
        if (rest.StartsWith(text)) return true;
        if (rest.Length < text.Length && !Window.IsAll && text.AsSpan().StartsWith(rest)) IsStarved = true;
        return false;
    }

    /// <summary>True if one of these texts is here.</summary>
    public bool IsAt(TerminatorSet texts)
    {
        bool found = texts.At(Rest, Window.IsAll, out bool isCut) is not null;
        if (isCut) IsStarved = true;
        return found;
    }

    /// <summary>True if the delimiter of a record is here, and not a longer one of a record around it.</summary>
    public bool IsAtDelimiter(FlatNode record)
    {
        string own = record.Delimiter;
        if (!IsAt(own, Position)) return false;
        foreach (string outer in record.Outer.Texts)
            if (outer.Length > own.Length && IsAt(outer, Position) && outer.StartsWith(own, StringComparison.Ordinal))
                return false;
        return true;
    }

    /// <summary>Forgets all of a record but where the parse stands.</summary>
    public void Reset()
    {
        Events.Clear();
        (Held, Attempts, Reached) = (0, 0, 0);
        IsStarved = IsOpen = false;
        Fault = new FlatFault { Position = -1, Expected = "" };
    }

    /// <summary>Notes a fault; of several the farthest stays.</summary>
    /// <returns>False.</returns>
    public bool Fail(FlatNode node, string expected, long? position = null, string? found = null)
    {
        long at = position ?? Position;
        Reached = Math.Max(Reached, Math.Max(at, Position));
        var known = Fault;
        if (at < known.Position) return false;
        if (at > known.Position)
        {
            Fault = new FlatFault { Position = at, Node = node, Expected = expected, Found = found };
        }
        else if (known.Expected.Length < ExpectedMax && !known.Expected.Contains(expected, StringComparison.Ordinal))
        {
            known.Expected = known.Expected.Length == 0 ? expected : $"{known.Expected} or {expected}";
            known.Found ??= found;
            Fault = known;
        }

        return false;
    }
}
