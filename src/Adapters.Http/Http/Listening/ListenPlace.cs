using System.Buffers;
using System.Globalization;
using System.Net;

namespace Viaduct.Adapters.Http.Listening;

/// <summary>Where a location listens: a point that it shares with others, and a path of its own.</summary>
/// <param name="Point">Address and port.</param>
/// <param name="Path">The path, which begins with a slash.</param>
/// <param name="SubPaths">True if paths below belong to it.</param>
internal sealed record ListenPlace(ListenPoint Point, string Path, bool SubPaths)
{
    private const string Form = "write it as http://*:8080/orders";

    private static readonly SearchValues<char> PathCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=:@/");

    /// <summary>Takes a URL apart.</summary>
    /// <returns>The place, or what is wrong.</returns>
    public static (ListenPlace? Place, string? Mistake) Parse(string url, bool subPaths)
    {
        var (isSecure, rest) = url switch
        {
            _ when url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) => (false, url[7..]),
            _ when url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) => (true, url[8..]),
            _ => (false, ""),
        };
        if (rest.Length == 0) return Wrong(url, "has no scheme http or https");
        int slash = rest.IndexOf('/', StringComparison.Ordinal);
        string path = slash < 0 ? "/" : rest[slash..];
        if (PathMistake(path) is { } mistake) return Wrong(url, mistake);
        if (PointOf(isSecure, slash < 0 ? rest : rest[..slash]) is not { } point)
            return Wrong(url, "has no address of this machine (*, localhost or an IP address) with a port");
        return (new ListenPlace(point, path, subPaths), null);
    }

    /// <summary>True if what is sent to this URL may come in here.</summary>
    public bool IsReachedBy(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var target) || target.Port != Point.Port) return false;
        bool isHere = target.IsLoopback || Point.Host == target.Host
            || string.Equals(target.Host, Environment.MachineName, StringComparison.OrdinalIgnoreCase);
        string path = target.AbsolutePath;
        return isHere && (path == Path || (SubPaths && (Path == "/" || path.StartsWith(Path + '/', Ordinal))));
    }

    public override string ToString() => !SubPaths ? $"{Point}{Path}" : $"{Point}{Path.TrimEnd('/')}/*";

    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static string? PathMistake(string path)
    {
        if (path.AsSpan().ContainsAnyExcept(PathCharacters))
            return "has characters in its path that a path as it stands may not have";
        if (path.Contains("//", Ordinal) || path.Split('/').Any(p => p is "." or ".."))
            return "has an empty, . or .. step in its path";
        if (path.Length > 1 && path.EndsWith('/')) return "ends with a slash: write the path without it";
        return path.Length > 500 ? "has a path of more than 500 characters" : null;
    }

    private static ListenPoint? PointOf(bool isSecure, string authority)
    {
        int colon = authority.LastIndexOf(':');
        if (colon <= 0 || authority.EndsWith(']')) return null;
        if (!int.TryParse(authority[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int port)
            || port is 0 or > 65535) return null;
        string host = authority[..colon];
        if (host is "*" or "+") return new ListenPoint(isSecure, ListenPoint.AnyHost, port);
        if (string.Equals(host, ListenPoint.LocalHost, StringComparison.OrdinalIgnoreCase))
            return new ListenPoint(isSecure, ListenPoint.LocalHost, port);
        bool isBracketed = host.StartsWith('[') && host.EndsWith(']');
        if (!IPAddress.TryParse(isBracketed ? host[1..^1] : host, out var address)) return null;
        bool isV6 = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6;
        if (isV6 != isBracketed) return null;
        return new ListenPoint(isSecure, isV6 ? $"[{address}]" : address.ToString(), port);
    }

    private static (ListenPlace?, string?) Wrong(string url, string what) =>
        (null, $"url {Text.Shown(url)} {what}; {Form}.");
}
