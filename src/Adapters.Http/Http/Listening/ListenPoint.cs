using System.Net;

namespace Viaduct.Adapters.Http.Listening;

/// <summary>An address and port that a listener has.</summary>
/// <param name="IsSecure">True for https.</param>
/// <param name="Host"><c>*</c>, <c>localhost</c> or an IP address, written in one way only.</param>
/// <param name="Port">The port.</param>
internal readonly record struct ListenPoint(bool IsSecure, string Host, int Port)
{
    /// <summary>All addresses of the machine.</summary>
    public const string AnyHost = "*";

    /// <summary>The machine itself, over IPv4 and IPv6.</summary>
    public const string LocalHost = "localhost";

    /// <summary>True if nobody else reaches it.</summary>
    public bool IsLoopback => Host == LocalHost || (Address is { } address && IPAddress.IsLoopback(address));

    /// <summary>The IP address, or null for one of the two names.</summary>
    public IPAddress? Address => IPAddress.TryParse(Host.Trim('[', ']'), out var address) ? address : null;

    /// <summary>True if two sockets could not have both.</summary>
    public bool Overlaps(ListenPoint other)
    {
        if (Port != other.Port) return false;
        if (Host == other.Host || IsAny || other.IsAny) return true;
        return (Host == LocalHost || other.Host == LocalHost) && IsLoopback && other.IsLoopback;
    }

    public override string ToString() => $"{(IsSecure ? "https" : "http")}://{Host}:{Port}";

    private bool IsAny => Host == AnyHost
        || (Address is { } address && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)));
}
