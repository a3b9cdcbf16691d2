using System.Globalization;

namespace Viaduct.Core.Model;

/// <summary>
/// Addresses that a dynamic send port may send to: a scheme, a host and a path, for example
/// <c>https://*.partner.example/in/*</c> or <c>file:///var/spool/out/*</c>. A host that begins with <c>*.</c> stands
/// for all hosts below the domain, a path that ends with <c>*</c> for all that begin like it; a port that is not
/// written is the scheme's own. Queries are not looked at.
/// </summary>
/// <param name="Scheme">The scheme, lower case.</param>
/// <param name="Host">The host, lower case; empty for files.</param>
/// <param name="Port">The port, or null for the scheme's own.</param>
/// <param name="Path">The path.</param>
public sealed record AllowedAddress(string Scheme, string Host, int? Port, string Path)
{
    private const string Any = "*";

    /// <summary>Reads a pattern; null if it is none.</summary>
    public static AllowedAddress? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int colon = text.IndexOf("://", StringComparison.Ordinal);
        if (colon <= 0 || !Uri.CheckSchemeName(text[..colon])) return null;
        string rest = text[(colon + 3)..];
        int slash = rest.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0) return null;
        var (host, path) = (rest[..slash], rest[slash..]);
        int? port = null;
        int portAt = host.LastIndexOf(':');
        if (portAt >= 0 && !host.EndsWith(']'))
        {
            if (!ushort.TryParse(host.AsSpan(portAt + 1), CultureInfo.InvariantCulture, out ushort number)) return null;
            (host, port) = (host[..portAt], number);
        }

        return IsWellFormed(host, path)
            ? new AllowedAddress(text[..colon].ToLowerInvariant(), host.ToLowerInvariant(), port, path)
            : null;
    }

    /// <summary>True if an absolute address is one of these.</summary>
    public bool Matches(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.Scheme == Scheme && address.UserInfo.Length == 0
            && (Port is { } port ? address.Port == port : address.IsDefaultPort)
            && MatchesHost(address.Host) && MatchesPath(PathOf(address));
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Scheme}://{Host}{(Port is { } port ? ":" + port.ToString(CultureInfo.InvariantCulture) : "")}{Path}";

    private static bool IsWellFormed(string host, string path)
    {
        string named = host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host;
        return named.AsSpan().IndexOfAny('*', '@') < 0 && !path[..^1].Contains('*') && !path.Split('/').Contains("..");
    }

    // What a file is called is looked at as the file system sees it; a way up that was hidden from the URI shows here.
    private static string PathOf(Uri address) => address.IsFile ? address.LocalPath : address.AbsolutePath;

    private bool MatchesHost(string host) => Host.StartsWith(Any, StringComparison.Ordinal)
        ? host.EndsWith(Host[1..], StringComparison.OrdinalIgnoreCase) && host.Length > Host.Length - 1
        : string.Equals(host, Host, StringComparison.OrdinalIgnoreCase);

    private bool MatchesPath(string path)
    {
        if (path.Split('/', '\\').Contains("..")) return false;
        return Path.EndsWith(Any, StringComparison.Ordinal)
            ? path.StartsWith(Path[..^1], StringComparison.Ordinal)
            : path == Path;
    }
}
