namespace Viaduct.Store.Sqlite;

/// <summary>The key of what a commit tracked for a retention class.</summary>
internal static class TrackedPlaces
{
    private const int LaneBits = 12;
    private const int RetentionBits = 2;

    /// <summary>Sequence, lane and class in one number; rises with the sequence.</summary>
    public static long Of(int retention, int lane, long sequence) => checked(
        (((sequence << LaneBits) | Fitting(lane, LaneBits)) << RetentionBits) | Fitting(retention, RetentionBits));

    private static long Fitting(int value, int bits) => value >= 0 && value < 1 << bits
        ? value
        : throw new ArgumentOutOfRangeException(
            nameof(value), value, $"A part of a tracked body's place has {bits} bits.");
}
