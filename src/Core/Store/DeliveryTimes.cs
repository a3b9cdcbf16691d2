using System.Buffers.Binary;
using System.Numerics;

namespace Viaduct.Core.Store;

/// <summary>
/// Times from the making of a message to its delivery, counted at places that grow by the square root of two, so that
/// an hour and a millisecond fit into a short list.
/// </summary>
public static class DeliveryTimes
{
    /// <summary>The number of places; the last takes everything beyond about an hour and a half.</summary>
    public const int Places = 46;

    /// <summary>The place of a time.</summary>
    /// <param name="milliseconds">The time; what is negative, by clocks that differ, counts as none.</param>
    public static int Place(long milliseconds)
    {
        if (milliseconds <= 1) return 0;
        if (milliseconds > 1L << (Places / 2)) return Places - 1;
        int log = BitOperations.Log2((ulong)milliseconds);
        int place = 2 * log;
        if (milliseconds > 1L << log) place++;
        // Above the root of two times the power of two: compared as squares.
        if (milliseconds * milliseconds > 1L << (place | 1)) place++;
        return Math.Min(place, Places - 1);
    }

    /// <summary>The longest time at a place, in milliseconds.</summary>
    public static double Milliseconds(int place) => Math.Round(Math.Pow(2, place / 2d), 1);

    /// <summary>The time within which a share of the deliveries was made, at most, in milliseconds.</summary>
    /// <param name="counts">How many there are at each place.</param>
    /// <param name="share">The share, from 0 to 1.</param>
    /// <returns>Null if there are none.</returns>
    public static double? AtMost(IReadOnlyList<long> counts, double share)
    {
        ArgumentNullException.ThrowIfNull(counts);
        long all = counts.Sum();
        if (all == 0) return null;
        long wanted = Math.Max(1, (long)Math.Ceiling(all * share));
        int place = 0;
        for (long seen = counts[0]; seen < wanted; seen += counts[place]) place++;
        return Milliseconds(place);
    }

    /// <summary>How long a delivery took: the first part of a message's id is when it was made.</summary>
    internal static long Of(in Delivery delivery)
    {
        Span<byte> id = stackalloc byte[16];
        delivery.MessageId.TryWriteBytes(id, bigEndian: true, out _);
        return delivery.At.ToUnixTimeMilliseconds() - (long)(BinaryPrimitives.ReadUInt64BigEndian(id) >> 16);
    }
}
