using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary>How far a large interchange has come, for people.</summary>
internal static class ProgressText
{
    /// <summary>The text, or null if there is no progress to tell of.</summary>
    public static string? Of(ItemProgress? progress)
    {
        if (progress is null) return null;
        string done = progress.Length > 0
            ? $"{100 * Math.Min(progress.Bytes, progress.Length) / progress.Length} %, "
            : "";
        return progress.Publishing
            ? $"in work: {done}{progress.Messages:N0} messages published or suspended"
            : $"being checked: {done}{progress.Messages:N0} messages, none published yet";
    }
}
