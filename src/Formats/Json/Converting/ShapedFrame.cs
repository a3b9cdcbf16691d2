using System.Text;
using Viaduct.Formats.Json.Schemas;

namespace Viaduct.Formats.Json.Converting;

/// <summary>An object that becomes an element, or an array that becomes several.</summary>
/// <param name="element">The element.</param>
/// <param name="isArray">True for an array.</param>
internal sealed class ShapedFrame(ElementShape element, bool isArray)
{
    private readonly HashSet<ElementShape> _seen = [];
    private int _next;

    /// <summary>The element.</summary>
    public ElementShape Element { get; } = element;

    /// <summary>True for an array.</summary>
    public bool IsArray { get; } = isArray;

    /// <summary>True if its start tag is written.</summary>
    public bool IsStarted { get; set; }

    /// <summary>Its attributes so far.</summary>
    public List<(AttributeShape Shape, string Value)> Attributes { get; } = [];

    /// <summary>Its text so far.</summary>
    public StringBuilder? Text { get; set; }

    /// <summary>Elements that are read and cannot be written yet.</summary>
    public List<(int Order, MemoryStream Piece)> Held { get; } = [];

    /// <summary>The element that is being read and held, or null.</summary>
    public ElementShape? HeldNow { get; set; }

    /// <summary>What may still be written begins with this number.</summary>
    public int WrittenTo { get; set; }

    /// <summary>Notes that an element is there.</summary>
    public void See(ElementShape shape)
    {
        _seen.Add(shape);
        var inOrder = Element.Type.InOrder;
        while (_next < inOrder.Count && _seen.Contains(inOrder[_next])) _next++;
    }

    /// <summary>True if nothing can come any more that belongs in front of elements with a number.</summary>
    public bool MayWrite(int order)
    {
        if (!IsStarted && Attributes.Count < Element.Type.Attributes.Count) return false;
        var inOrder = Element.Type.InOrder;
        return (_next == inOrder.Count || order <= inOrder[_next].Order || order <= WrittenTo)
            && Held.TrueForAll(held => held.Order >= order);
    }

    /// <summary>Takes the held element that comes first; null if there is none, or it must wait.</summary>
    /// <param name="all">True if none must wait.</param>
    public MemoryStream? TakeFirst(bool all)
    {
        if (Held.Count == 0) return null;
        var first = Held.MinBy(held => held.Order);
        if (!all && !MayWrite(first.Order)) return null;
        Held.Remove(first);
        WrittenTo = Math.Max(WrittenTo, first.Order);
        return first.Piece;
    }
}
