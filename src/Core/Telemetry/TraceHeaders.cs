using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using Viaduct.Core.Messages;

namespace Viaduct.Core.Telemetry;

/// <summary>
/// The trace that a message belongs to, as W3C's Trace Context writes it: in headers from outside, which nobody trusts,
/// and in the context of the message, with which it crosses the store.
/// </summary>
public static class TraceHeaders
{
    /// <summary>The longest <c>tracestate</c> that is kept; a longer one is dropped.</summary>
    public const int StateLengthMax = 512;

    private const int ParentLength = 55;
    private const int ParentLengthMax = 256;
    private const int MembersMax = 32;
    private const int TraceAt = 3;
    private const int SpanAt = 36;
    private const int FlagsAt = 53;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> Visible =
        SearchValues.Create([.. Enumerable.Range(0x20, 0x5f).Select(static code => (char)code)]);

    /// <summary>Reads the two headers.</summary>
    /// <param name="parent"><c>traceparent</c>, or null.</param>
    /// <param name="state"><c>tracestate</c>, or null; one that is malformed is left out.</param>
    /// <returns>Null if there is none, or none that conforms.</returns>
    public static ActivityContext? Read(string? parent, string? state)
    {
        if (parent is null || !IsParent(parent)) return null;
        var flags = byte.Parse(parent.AsSpan(FlagsAt, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return new ActivityContext(
            ActivityTraceId.CreateFromString(parent.AsSpan(TraceAt, 32)),
            ActivitySpanId.CreateFromString(parent.AsSpan(SpanAt, 16)),
            (ActivityTraceFlags)flags & ActivityTraceFlags.Recorded,
            state is not null && IsState(state) ? state : null,
            isRemote: true);
    }

    /// <summary>The header <c>traceparent</c> of a context.</summary>
    public static string Parent(in ActivityContext context) =>
        $"00-{context.TraceId}-{context.SpanId}-{(IsRecorded(context) ? "01" : "00")}";

    /// <summary>True if whoever began the trace wants it to be recorded.</summary>
    public static bool IsRecorded(in ActivityContext context) =>
        (context.TraceFlags & ActivityTraceFlags.Recorded) != ActivityTraceFlags.None;

    /// <summary>The trace that a message belongs to; null if to none.</summary>
    public static ActivityContext? Of(MessageContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.TryGet(SystemProperties.TraceParent, out var parent, out _)
            ? Read(TextOf(parent), TextOf(Value(context, SystemProperties.TraceState)))
            : null;
    }

    /// <summary>The trace that a message on its way in belongs to; null if to none.</summary>
    public static ActivityContext? Of(MessageContextBuilder context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context[SystemProperties.TraceParent] is { Kind: PropertyValueKind.String } parent
            ? Read(parent.Text, TextOf(context[SystemProperties.TraceState]))
            : null;
    }

    /// <summary>Writes the trace into the context of a message, in the place of the one there.</summary>
    public static void Write(MessageContextBuilder context, in ActivityContext trace)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Write(SystemProperties.TraceParent, PropertyValue.From(Parent(trace)));
        // A value of no kind removes what another trace has left.
        context.Write(
            SystemProperties.TraceState,
            trace.TraceState is { Length: > 0 } state && IsState(state) ? PropertyValue.From(state) : default);
    }

    private static bool IsParent(string text)
    {
        if (text.Length is < ParentLength or > ParentLengthMax) return false;
        var version = text.AsSpan(0, 2);
        // Later versions may append to what there is now.
        if (text.Length > ParentLength && (version is "00" || text[ParentLength] != '-')) return false;
        return version is not "ff" && IsHex(version)
            && text[2] == '-' && text[TraceAt + 32] == '-' && text[SpanAt + 16] == '-'
            && IsId(text.AsSpan(TraceAt, 32)) && IsId(text.AsSpan(SpanAt, 16)) && IsHex(text.AsSpan(FlagsAt, 2));
    }

    private static bool IsId(ReadOnlySpan<char> id) => IsHex(id) && id.ContainsAnyExcept('0');

    private static bool IsHex(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Hex);

    private static bool IsState(string text) =>
        text.Length is > 0 and <= StateLengthMax
        && !text.AsSpan().ContainsAnyExcept(Visible)
        && text.AsSpan().Count(',') < MembersMax;

    private static PropertyValue Value(MessageContext context, PropertyKey key) =>
        context.TryGet(key, out var value, out _) ? value : default;

    private static string? TextOf(PropertyValue value) =>
        value.Kind == PropertyValueKind.String ? value.Text : null;
}
