using System.Security.Cryptography;
using System.Text;

namespace Viaduct.Adapters.Http.Receiving;

/// <summary>
/// The secrets of callers, kept as keyed hashes and compared in constant time: how long a refusal takes says nothing of
/// how much was right, nor of who is known.
/// </summary>
internal sealed class Secrets
{
    private readonly byte[] _salt = RandomNumberGenerator.GetBytes(32);
    private readonly (string Name, byte[] Hash)[] _known;

    public Secrets(IEnumerable<(string Name, string Secret)> known) =>
        _known = [.. known.Select(one => (one.Name, Hash(one.Secret)))];

    /// <summary>The name that belongs to a secret, or null.</summary>
    public string? Find(string secret)
    {
        byte[] hash = Hash(secret);
        string? found = null;
        foreach (var (name, known) in _known)
            if (CryptographicOperations.FixedTimeEquals(hash, known)) found = name;
        return found;
    }

    private byte[] Hash(string secret) => HMACSHA256.HashData(_salt, Encoding.UTF8.GetBytes(secret));
}
