using Viaduct.Formats.FlatFile.Grammar;

namespace Viaduct.Formats.FlatFile.Reading;

/// <summary>How far a record or group has been read.</summary>
internal struct Frame
{
    /// <summary>The record or group.</summary>
    public FlatNode Node;

    /// <summary>The index of the frame whose delimiters count.</summary>
    public int Owner;

    /// <summary>The child that comes next.</summary>
    public int Index;

    /// <summary>How often it has occurred.</summary>
    public int Count;

    /// <summary>How many parts of the record have been read.</summary>
    public int Items;

    /// <summary>True if the delimiter in front of the next part has been read, if it has one.</summary>
    public bool IsPending;

    /// <summary>True if a part has been read, but not the delimiter behind it.</summary>
    public bool IsBehindItem;

    /// <summary>True if an optional part took data that a later one could have taken.</summary>
    public bool TookOptional;

    /// <summary>True if its events are held back until its attributes are known.</summary>
    public bool IsHeld;

    /// <summary>Where it begins.</summary>
    public long Start;

    /// <summary>Where the last part begins, its delimiter included.</summary>
    public long ItemStart;

    /// <summary>Where a positional record must end.</summary>
    public long Limit;
}
