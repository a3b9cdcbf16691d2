using System.Text;
using Microsoft.AspNetCore.Http;

namespace Viaduct.Adapters.Http.Receiving;

/// <summary>Callers who are known by user name and password (RFC 7617).</summary>
internal sealed class BasicCallers(HttpReceiveAuthOptions options, string realm) : ICallers
{
    private const string Scheme = "Basic ";

    // Name and password together: a name has no colon.
    private readonly Secrets _secrets = new(options.Callers.Select(c => (c.Name, $"{c.Name}:{c.Secret}")));

    /// <inheritdoc/>
    public string? Challenge { get; } =
        $"Basic realm=\"{HeaderNames.Value(realm).Replace('"', '\'')}\", charset=\"UTF-8\"";

    /// <inheritdoc/>
    public string? Find(HttpContext http)
    {
        if (http.Request.Headers.Authorization is not [{ Length: <= 4096 } header]
            || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        Span<byte> bytes = stackalloc byte[3100];
        return Convert.TryFromBase64Chars(header.AsSpan(Scheme.Length).Trim(), bytes, out int count)
            ? _secrets.Find(Encoding.UTF8.GetString(bytes[..count]))
            : null;
    }
}
