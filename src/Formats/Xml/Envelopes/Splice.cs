using System.Globalization;
using System.Text.RegularExpressions;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Xml.Envelopes;

/// <summary>
/// An envelope without the documents that an earlier run has given: what opens it, and then what stands behind them.
/// So the parser comes to the same state without reading them. Places are told as in the whole.
/// </summary>
internal sealed partial class Splice
{
    private readonly BytePlace _head;
    private readonly BytePlace _rest;

    private Splice(Body whole, BytePlace head, BytePlace rest)
    {
        (_head, _rest) = (head, rest);
        Body = new SplicedBody(whole, head.Byte, rest.Byte);
    }

    /// <summary>What is read.</summary>
    public Body Body { get; }

    /// <summary>Finds both places of a mark.</summary>
    /// <exception cref="IOException">The body can no longer be read.</exception>
    public static async ValueTask<Splice> OpenAsync(
        Body whole, EnvelopeMark mark, CancellationToken cancellationToken) =>
        new(
            whole, await FindAsync(whole, mark.Head, behindTag: false, cancellationToken),
            await FindAsync(whole, mark.Here, behindTag: true, cancellationToken));

    /// <summary>A failure of what is read as one of the whole.</summary>
    public Failure InWhole(Failure failure) => failure with
    {
        Place = failure.Place is { } place ? InWhole(place) : null,
        // The parser says where a start tag stands that no end tag fits to.
        Text = StartTag().Replace(failure.Text, tag =>
        {
            var (line, column) = InWhole(NumberOf(tag, "line"), NumberOf(tag, "column"));
            return $"start tag on line {line} position {column}";
        }),
    };

    /// <summary>A place of what is read as a place of the whole.</summary>
    public FailurePlace InWhole(FailurePlace place)
    {
        if (place.Byte is { } at && at >= _head.Byte) place = place with { Byte = at - _head.Byte + _rest.Byte };
        if (place is not { Line: { } line, Column: { } column }) return place;
        var (wholeLine, wholeColumn) = InWhole(line, column);
        return place with { Line = wholeLine, Column = wholeColumn };
    }

    /// <summary>A place behind the head as one of the whole, to be found there again.</summary>
    public DocumentPlace InWhole(DocumentPlace place)
    {
        var (line, column) = InWhole(place.Line, place.Column);
        // In the head nothing tells how far it is to what stands behind.
        if (place.Byte < _head.Byte) return new DocumentPlace(_rest.Byte, _rest.Line, _rest.Column, line, column);
        var (fromLine, fromColumn) = InWhole(place.FromLine, place.FromColumn);
        return new DocumentPlace(place.Byte - _head.Byte + _rest.Byte, fromLine, fromColumn, line, column);
    }

    [GeneratedRegex("start tag on line (?<line>[0-9]{1,18}) position (?<column>[0-9]{1,18})")]
    private static partial Regex StartTag();

    private static long NumberOf(Match tag, string group) =>
        long.Parse(tag.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private (long Line, long Column) InWhole(long line, long column)
    {
        if (line < _head.Line || (line == _head.Line && column < _head.Column)) return (line, column);
        return (line - _head.Line + _rest.Line, line > _head.Line ? column : column - _head.Column + _rest.Column);
    }

    private static async ValueTask<BytePlace> FindAsync(
        Body whole, DocumentPlace place, bool behindTag, CancellationToken cancellationToken)
    {
        await using var stream = await whole.OpenAsync(cancellationToken);
        await SplicedBody.JumpAsync(stream, 0, place.Byte, cancellationToken);
        return await BytePlace.FindAsync(stream, place, behindTag, cancellationToken);
    }
}
