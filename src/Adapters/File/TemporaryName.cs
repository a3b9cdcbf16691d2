using System.Security.Cryptography;
using System.Text;
using Viaduct.Core.Adapters;

namespace Viaduct.Adapters.File;

/// <summary>
/// The names of temporary files, made from the idempotency key alone. An attempt creates the first name that is free
/// and touches no other: what an earlier attempt left may be in the hand of a process that only seems dead.
/// </summary>
internal static class TemporaryName
{
    /// <summary>So many attempts may have left their files before a person has to look.</summary>
    public const int Max = 16;

    private const int PortBytes = 8;

    /// <summary>The name for a key.</summary>
    /// <param name="key">The transmission's key.</param>
    /// <param name="number">0 for the first attempt, 1 if that one's file is still there, and so on.</param>
    public static string Of(IdempotencyKey key, int number)
    {
        byte[] port = SHA256.HashData(Encoding.UTF8.GetBytes(key.Port));
        string name = $".{key.MessageId:N}-{Convert.ToHexStringLower(port.AsSpan(0, PortBytes))}";
        return number == 0 ? name + ClaimedName.TemporaryEnding : $"{name}.{number}{ClaimedName.TemporaryEnding}";
    }
}
