using System.Globalization;

namespace Viaduct.Core.Messages;

/// <summary>
/// Names who waits for the response to a request. It travels with the request as a written property, and with the
/// response, which is addressed by it.
/// </summary>
/// <param name="Reader">The reply reader of the process that waits.</param>
/// <param name="Request">The request; with a receipt key the key's bytes.</param>
/// <param name="IsKept">True if the response is kept for a request that comes again.</param>
internal readonly record struct CorrelationToken(int Reader, Guid Request, bool IsKept)
{
    private const char Kept = 'k';

    /// <summary>The token of a request, or of its response; null if nobody waits for one.</summary>
    public static CorrelationToken? Of(MessageContext context) =>
        context.TryGet(SystemProperties.CorrelationToken, out var value, out _) ? Parse(value.ToString()) : null;

    /// <summary>The token of a response, which is addressed by it; null if the message is none.</summary>
    public static CorrelationToken? AddressOf(MessageContext context) =>
        context.TryGet(SystemProperties.RouteDirect, out _, out bool promoted) && promoted ? Of(context) : null;

    /// <summary>Writes the token to a request.</summary>
    public void Write(MessageContextBuilder context) =>
        context.Write(SystemProperties.CorrelationToken, PropertyValue.From(ToString()));

    /// <summary>Addresses a response by the token.</summary>
    public void Address(MessageContextBuilder context)
    {
        Write(context);
        context.Promote(SystemProperties.RouteDirect, PropertyValue.From(true));
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Reader}.{Request:N}{(IsKept ? "k" : "")}");

    private static CorrelationToken? Parse(string text)
    {
        int dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || !int.TryParse(text.AsSpan(0, dot), CultureInfo.InvariantCulture, out int reader)) return null;
        bool kept = text[^1] == Kept;
        var request = text.AsSpan(dot + 1, text.Length - dot - (kept ? 2 : 1));
        return Guid.TryParseExact(request, "N", out var id) ? new CorrelationToken(reader, id, kept) : null;
    }
}
