namespace Viaduct.Core.Store;

/// <summary>
/// A place in what one reader has to do in one lane: the first work item that is not known to be done. Everything
/// before it is done.
/// </summary>
/// <param name="Sequence">The sequence of a segment in the lane; sequences start at 1.</param>
/// <param name="Item">The index of the work item within the reader's reference to that segment, from 0.</param>
public readonly record struct Position(long Sequence, int Item) : IComparable<Position>
{
    /// <summary>The place of a reader that has done nothing in a new lane.</summary>
    public static readonly Position Start = new(1, 0);

    /// <inheritdoc/>
    public int CompareTo(Position other) =>
        Sequence != other.Sequence ? Sequence.CompareTo(other.Sequence) : Item.CompareTo(other.Item);

    /// <summary>Order in the lane.</summary>
    public static bool operator <(Position left, Position right) => left.CompareTo(right) < 0;

    /// <summary>Order in the lane.</summary>
    public static bool operator >(Position left, Position right) => left.CompareTo(right) > 0;

    /// <summary>Order in the lane.</summary>
    public static bool operator <=(Position left, Position right) => left.CompareTo(right) <= 0;

    /// <summary>Order in the lane.</summary>
    public static bool operator >=(Position left, Position right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public override string ToString() => $"{Sequence}/{Item}";
}
