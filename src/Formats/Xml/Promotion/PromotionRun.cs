using System.Text;
using System.Xml;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.Xml.Promotion;

/// <summary>
/// Follows one document along a plan, and keeps the values it meets. The first node that a path leads to decides; an
/// empty one, or one of white space only, gives no property.
/// </summary>
internal sealed class PromotionRun
{
    private readonly PromotionPlan _plan;
    private readonly IXmlLineInfo _lines;
    private readonly int _promotedMax;
    private readonly List<PathNode> _active;
    private readonly Stack<int> _levels = new();
    private readonly Stack<Capture> _captures = new();
    private readonly bool[] _taken;
    private readonly List<(PlannedProperty Property, PropertyValue Value)> _values = [];
    private int _from;
    private int _depth;

    /// <summary>Starts before the root element.</summary>
    public PromotionRun(PromotionPlan plan, IXmlLineInfo lines, int promotedMax)
    {
        (_plan, _lines, _promotedMax) = (plan, lines, promotedMax);
        _active = [plan.Root];
        _taken = new bool[plan.Nodes];
    }

    /// <summary>Why a value cannot be taken, or null. Nothing is taken after it.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>An element begins.</summary>
    public void StartElement(string local, string ns)
    {
        _depth++;
        if (_depth > _plan.Depth) return;
        int to = _active.Count;
        for (int i = _from; i < to; i++)
        {
            foreach (var next in _active[i].Elements)
            {
                if (!next.Step.Takes(local, ns)) continue;
                _active.Add(next);
                if (next.Properties.Count > 0 && !_taken[next.Index]) BeginCapture(next);
            }
        }

        _levels.Push(_from);
        _from = to;
    }

    /// <summary>An attribute of the element that has just begun.</summary>
    public void Attribute(string local, string ns, string value)
    {
        if (_depth > _plan.Depth) return;
        for (int i = _from; i < _active.Count; i++)
        {
            foreach (var attribute in _active[i].Attributes)
            {
                if (_taken[attribute.Index] || !attribute.Step.Takes(local, ns)) continue;
                _taken[attribute.Index] = true;
                Keep(attribute, value, new FailurePlace(_lines.LineNumber, _lines.LinePosition, Field: local));
            }
        }
    }

    /// <summary>A piece of text.</summary>
    public void Text(ReadOnlySpan<char> piece)
    {
        if (Failure is not null) return;
        foreach (var capture in _captures)
        {
            if (capture.Text.Length + piece.Length > capture.Max) Failure ??= TooLong(capture.Node, capture.Place);
            else capture.Text.Append(piece);
        }
    }

    /// <summary>An element ends.</summary>
    public void EndElement()
    {
        if (_depth-- > _plan.Depth) return;
        while (_captures.TryPeek(out var capture) && capture.Depth > _depth)
        {
            _captures.Pop();
            Keep(capture.Node, capture.Text.ToString(), capture.Place);
        }

        _active.RemoveRange(_from, _active.Count - _from);
        _from = _levels.Pop();
    }

    /// <summary>Puts the values into the context.</summary>
    public void Apply(MessageContextBuilder context)
    {
        foreach (var (property, value) in _values)
        {
            if (property.Promoted) context.Promote(property.Key, value);
            else context.Write(property.Key, value);
        }
    }

    private void BeginCapture(PathNode node)
    {
        _taken[node.Index] = true;
        var place = new FailurePlace(_lines.LineNumber, _lines.LinePosition, Field: node.Step.Local);
        _captures.Push(new Capture(node, _depth, MaxOf(node), place, new StringBuilder()));
    }

    private void Keep(PathNode node, string text, FailurePlace place)
    {
        if (Failure is not null || text.AsSpan().Trim(" \t\r\n").IsEmpty) return;
        if (text.Length > MaxOf(node)) Failure = TooLong(node, place);
        foreach (var property in node.Properties)
        {
            if (PropertyText.TryParse(property.Kind, text, out var value)) _values.Add((property, value));
            else Failure ??= PropertyFailures.Unreadable(property, text, place);
        }
    }

    private int MaxOf(PathNode node) => PropertyFailures.LongestOf(node.Properties, _promotedMax);

    private Failure TooLong(PathNode node, FailurePlace place) =>
        PropertyFailures.TooLong(node.Properties[0], MaxOf(node), _promotedMax, place);

    private sealed record Capture(PathNode Node, int Depth, int Max, FailurePlace Place, StringBuilder Text);
}
