using Microsoft.AspNetCore.Http;

namespace Viaduct.Adapters.Http.Receiving;

/// <summary>Callers who are known by a key in a header.</summary>
internal sealed class KeyCallers(HttpReceiveAuthOptions options) : ICallers
{
    private readonly Secrets _secrets = new(options.Callers.Select(c => (c.Name, c.Secret!)));

    /// <inheritdoc/>
    public string? Challenge => null;

    /// <inheritdoc/>
    public string? Find(HttpContext http) =>
        http.Request.Headers[options.Header] is [{ Length: > 0 and <= 4096 } key] ? _secrets.Find(key) : null;
}
