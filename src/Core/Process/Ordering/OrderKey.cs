using System.Globalization;
using Viaduct.Core.Messages;

namespace Viaduct.Core.Process.Ordering;

/// <summary>The key by which messages are kept in order, and the group that it belongs to.</summary>
internal static class OrderKey
{
    private const uint OffsetBasis = 2166136261;
    private const uint Prime = 16777619;

    /// <summary>The key of a message; empty without the property.</summary>
    public static string Of(MessageContext context, PropertyKey? property)
    {
        if (property is null || !context.TryGet(property, out var value, out _)) return "";
        // Equal numbers are one key, however many zeros they are written with.
        return value.Kind == PropertyValueKind.Number
            ? value.Number.ToString("G29", CultureInfo.InvariantCulture)
            : value.ToString();
    }

    /// <summary>
    /// The group of a key: the same on every server and in every version, since what waits was divided by it (FNV-1a,
    /// 32 bits, of the UTF-16 code units).
    /// </summary>
    public static int GroupOf(string key, int groups)
    {
        uint hash = OffsetBasis;
        foreach (char c in key)
        {
            hash = (hash ^ (byte)c) * Prime;
            hash = (hash ^ (byte)(c >> 8)) * Prime;
        }

        return (int)(hash % (uint)groups);
    }
}
