using System.Globalization;
using System.Text;
using Viaduct.Client;

namespace Viaduct.Server.Operations;

/// <summary>The way of a message for people.</summary>
internal static class StoryText
{
    /// <summary>One line per event, in the order of time.</summary>
    public static string Of(Guid messageId, IReadOnlyList<TrackedEvent> events)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"The way of message {messageId}\n\n");
        foreach (var e in events)
        {
            text.Append(
                CultureInfo.InvariantCulture, $"{e.At:yyyy-MM-ddTHH:mm:ss.ffffffZ}  {e.Kind,-10} {Plain(e.Port)}");
            if (e.Place is { } place) text.Append(CultureInfo.InvariantCulture, $", {place}, {e.Bytes:N0} bytes");
            if (e.RoutedTo.Count > 0) text.Append(" to ").AppendJoin(", ", e.RoutedTo.Select(Plain));
            if (e.Mapped) text.Append(", mapped");
            if (e.MessageId != messageId)
                text.Append(CultureInfo.InvariantCulture, $"  (message {e.MessageId})");
            text.Append('\n');
            foreach (var property in e.Properties)
                text.Append(CultureInfo.InvariantCulture, $"    {Plain(property.Name)} = {Plain(property.Value)}\n");
            if (e.FailureCode is { } code)
                text.Append(CultureInfo.InvariantCulture, $"    {Plain(code)}: {Plain(e.FailureText ?? "")}\n");
        }

        return text.ToString();
    }

    // What messages say must not draw lines, or talk to a terminal.
    private static string Plain(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
