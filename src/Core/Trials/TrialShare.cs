using System.Buffers.Binary;
using System.Security.Cryptography;
using Viaduct.Core.Store;

namespace Viaduct.Core.Trials;

/// <summary>
/// Tells which version of a trial an interchange belongs to: always the same one, at every server, at every step, and
/// after every restart, without anything being stored. Another trial draws anew.
/// </summary>
/// <param name="Number">The trial's number.</param>
/// <param name="Share">How much the candidate gets, in 1/10,000.</param>
internal sealed record TrialShare(long Number, int Share)
{
    private const int IdBytes = 16;

    /// <summary>True if the interchange belongs to the candidate.</summary>
    public bool Takes(Guid interchange)
    {
        Span<byte> drawn = stackalloc byte[sizeof(long) + IdBytes];
        BinaryPrimitives.WriteInt64BigEndian(drawn, Number);
        interchange.TryWriteBytes(drawn[sizeof(long)..], bigEndian: true, out _);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(drawn, hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash) % Trial.Whole < (ulong)Share;
    }
}
