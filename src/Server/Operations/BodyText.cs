using System.Globalization;
using Viaduct.Core.Track;

namespace Viaduct.Server.Operations;

/// <summary>Where a tracked body stands, as a text that goes out and comes back.</summary>
internal static class BodyText
{
    private const int Parts = 5;

    public static string Write(TrackedPlace place) => string.Create(
        CultureInfo.InvariantCulture,
        $"{place.Retention}-{place.Lane}-{place.Sequence}-{place.Offset}-{place.Length}");

    /// <returns>Null if the text is none that was written here.</returns>
    public static TrackedPlace? Read(string text)
    {
        string[] parts = text.Split('-', Parts + 1);
        return parts.Length == Parts
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int retention)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int lane)
            && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out long sequence)
            && int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out int offset)
            && int.TryParse(parts[4], NumberStyles.None, CultureInfo.InvariantCulture, out int length)
            ? new TrackedPlace(retention, lane, sequence, offset, length)
            : null;
    }
}
