using System.Text;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Json.Converting;
using Viaduct.Formats.Json.Reading;
using Viaduct.Formats.Xml.Promotion;

namespace Viaduct.Formats.Json.Promotion;

/// <summary>
/// Follows one document along a plan, and keeps the values it meets: strings, numbers and truth values; null, an empty
/// string, an object and an array give no property.
/// </summary>
internal sealed class PointerRun(PointerPlan plan, int promotedMax) : IJsonSink
{
    // Of each open object or array the node, or null where nothing leads; of an array the number of its next item too.
    private readonly List<(PointerNode? Node, int Next)> _levels = [];
    private readonly List<(PlannedProperty Property, PropertyValue Value)> _values = [];
    private readonly StringBuilder _text = new();
    private PointerNode? _named;
    private PointerNode? _taking;
    private FailurePlace? _place;

    /// <summary>Why a value cannot be taken, or null. Nothing is taken after it.</summary>
    public Failure? Failure { get; private set; }

    /// <inheritdoc/>
    public void Take(JsonReader reader)
    {
        switch (reader.Token)
        {
            case JsonToken.Name:
                _named = _levels[^1].Node?.Find(reader.Name.Text);
                break;
            case JsonToken.StartObject or JsonToken.StartArray:
                _levels.Add((Here(), reader.Token == JsonToken.StartArray ? 0 : -1));
                break;
            case JsonToken.EndObject or JsonToken.EndArray:
                _levels.RemoveAt(_levels.Count - 1);
                break;
            case JsonToken.String:
                Piece(reader);
                break;
            case JsonToken.Number:
                if (Here() is { Properties.Count: > 0 } node) Keep(node, reader.Text.AsSpan().ToString(), reader);
                break;
            case JsonToken.True:
                Keep(Here(), "true", reader);
                break;
            case JsonToken.False:
                Keep(Here(), "false", reader);
                break;
            case JsonToken.Null:
                Here();
                break;
        }
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

    // The node of the value that begins.
    private PointerNode? Here()
    {
        if (_levels.Count == 0) return plan.Root;
        var (node, next) = _levels[^1];
        if (next < 0) return _named;
        _levels[^1] = (node, next + 1);
        return node?.Find(next);
    }

    private void Piece(JsonReader reader)
    {
        if (reader.IsFirstPiece)
        {
            _taking = Here() is { Properties.Count: > 0 } node ? node : null;
            _place = _taking is null ? null : reader.Place;
            _text.Clear();
        }

        if (_taking is null || Failure is not null) return;
        int max = MaxOf(_taking);
        if (_text.Length + reader.Text.Count > max)
            Failure = PropertyFailures.TooLong(_taking.Properties[0], max, promotedMax, _place!);
        else
            _text.Append(reader.Text.AsSpan());
        if (reader.IsLastPiece) Keep(_taking, _text.ToString(), reader);
    }

    private void Keep(PointerNode? node, string text, JsonReader reader)
    {
        if (node is null || Failure is not null || text.AsSpan().Trim(" \t\r\n").IsEmpty) return;
        foreach (var property in node.Properties)
        {
            if (text.Length > MaxOf(node))
                Failure ??= PropertyFailures.TooLong(property, MaxOf(node), promotedMax, reader.Place);
            else if (PropertyText.TryParse(property.Kind, text, out var value)) _values.Add((property, value));
            else Failure ??= PropertyFailures.Unreadable(property, text, reader.Place);
        }
    }

    private int MaxOf(PointerNode node) => PropertyFailures.LongestOf(node.Properties, promotedMax);
}
