using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Viaduct.Core.Adapters;

namespace Viaduct.Adapters.Http.Receiving;

/// <summary>
/// What identifies a request with an idempotency key: location, caller, key and a digest of what it asks (invariant 2).
/// </summary>
/// <param name="Receipt">Of the request as it is.</param>
/// <param name="Exclusive">Of the key alone, which only one request may have.</param>
internal sealed record RequestKey(ReceiptKey Receipt, ReceiptKey Exclusive)
{
    private const int CharactersMax = 255;

    /// <summary>The header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>
    /// The id of the interchange: the same for every repeat, in any process, since it is made from the receipt (a UUID
    /// of version 8).
    /// </summary>
    public Guid InterchangeId
    {
        get
        {
            byte[] bytes = Receipt.ToBytes();
            bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80);
            bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
            return new Guid(bytes, bigEndian: true);
        }
    }

    /// <summary>The key of a request, in quotes or not.</summary>
    /// <returns>False if it is not one; a null key if there is none.</returns>
    public static bool TryRead(HttpRequest request, out string? key)
    {
        key = null;
        if (!request.Headers.TryGetValue(Header, out var values)) return true;
        if (values is not [{ } text]) return false;
        text = text.Trim();
        if (text.Length >= 2 && text.StartsWith('"') && text.EndsWith('"')) text = text[1..^1];
        if (text.Length is 0 or > CharactersMax || text.AsSpan().ContainsAnyExceptInRange('!', '~')) return false;
        key = text;
        return true;
    }

    /// <summary>The identity of a request.</summary>
    public static RequestKey Of(string location, string caller, string key, HttpRequest request, byte[] bodyHash)
    {
        string asked = $"{request.Method} {request.Path}{request.QueryString}";
        byte[] digest = SHA256.HashData([.. SHA256.HashData(Encoding.UTF8.GetBytes(asked)), .. bodyHash]);
        return new RequestKey(
            ReceiptKey.FromText("http", location, caller, key, Convert.ToHexString(digest)),
            ReceiptKey.FromText("http", location, caller, key));
    }
}
