using Viaduct.Formats.FlatFile.Grammar;

namespace Viaduct.Formats.FlatFile.Writing;

/// <summary>How far a record has been written. Used again for the next record at the same depth.</summary>
internal sealed class WriteFrame(WriteFrame? parent)
{
    private WriteFrame? _child;

    /// <summary>The record.</summary>
    public FlatNode Node { get; private set; } = null!;

    /// <summary>The record that it is in, or null.</summary>
    public WriteFrame? Parent { get; } = parent;

    /// <summary>The values of its attributes.</summary>
    public Dictionary<FlatNode, string>? Attributes { get; private set; }

    /// <summary>The index of the leaf that came last, or -1.</summary>
    public int Last { get; set; }

    /// <summary>How often that one has come.</summary>
    public int Count { get; set; }

    /// <summary>How many parts have been written.</summary>
    public int Written { get; set; }

    /// <summary>How many empty parts have not been written yet.</summary>
    public int Pending { get; set; }

    /// <summary>How many of these keep their delimiters if nothing follows.</summary>
    public int PendingKept { get; set; }

    /// <summary>True if its tag and what is in front of it have been written.</summary>
    public bool HasBegun { get; set; }

    /// <summary>True if a part is being written.</summary>
    public bool IsInItem { get; set; }

    /// <summary>True if a delimiter has to follow what was written.</summary>
    public bool OwesDelimiter { get; set; }

    /// <summary>Where a positional record begins in what is not encoded yet.</summary>
    public int Start { get; set; }

    /// <summary>The frame of a record in this one.</summary>
    public WriteFrame Child() => _child ??= new WriteFrame(this);

    /// <summary>Begins a record.</summary>
    public void Begin(FlatNode node, Dictionary<FlatNode, string>? attributes)
    {
        (Node, Attributes) = (node, attributes);
        Last = -1;
        Count = Written = Pending = PendingKept = Start = 0;
        HasBegun = IsInItem = OwesDelimiter = false;
    }
}
