using System.Net;
using System.Security.Cryptography.X509Certificates;
using Viaduct.Client;

namespace Viaduct.Server.Api;

/// <summary>Where a server's admin API listens, and whom it believes.</summary>
public sealed record AdminOptions
{
    /// <summary>The fewest characters of a token.</summary>
    public const int TokenLengthMin = 24;

    /// <summary>
    /// The address. Default: loopback, the port of <see cref="ViaductClientOptions.DefaultAddress"/>.
    /// </summary>
    public IPEndPoint Address { get; init; } = new(IPAddress.Loopback, ViaductClientOptions.DefaultAddress.Port);

    /// <summary>
    /// True if the server does not start when the address is taken. False (default): it says so and works without an
    /// admin API; any other server of the group answers for all.
    /// </summary>
    public bool IsRequired { get; init; }

    /// <summary>The certificate for TLS; null for none, which only loopback allows.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>What callers must show; null for nothing, which only loopback allows.</summary>
    public string? Token { get; init; }

    /// <summary>
    /// True if whoever may call may also make this server fail, for a drill. Default false. Not a matter of the
    /// configuration, which callers can change.
    /// </summary>
    public bool AllowDrills { get; init; }

    /// <summary>The most calls that are worked on at once. Default 32.</summary>
    public int CallsMax { get; init; } = 32;

    /// <summary>The most streams of live figures at once. Default 16.</summary>
    public int StreamsMax { get; init; } = 16;

    /// <summary>The most connections. Default 256.</summary>
    public int ConnectionsMax { get; init; } = 256;

    /// <summary>The most bytes of a body, packages aside. Default 1 MB.</summary>
    public int BodyBytesMax { get; init; } = 1 << 20;

    /// <summary>Reads an address.</summary>
    /// <param name="text"><c>IP:PORT</c>, <c>localhost:PORT</c>, <c>*:PORT</c>, or a port alone, on loopback.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static IPEndPoint ReadAddress(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int colon = text.LastIndexOf(':');
        string host = colon < 0 ? "localhost" : text[..colon];
        string written = host switch
        {
            "localhost" => "127.0.0.1",
            "*" => "[::]",
            _ => host,
        };
        bool isWhole = host.Length > 0 && (!written.Contains(':', StringComparison.Ordinal) || written[0] == '[');
        return isWhole && ushort.TryParse(text[(colon + 1)..], out ushort port)
            && IPAddress.TryParse(written.Trim('[', ']'), out var address)
            ? new IPEndPoint(address, port)
            : throw new FormatException(
                $"'{text}' is not an address to listen at. Write IP:PORT, localhost:PORT, *:PORT for all addresses, or "
                + "off for no admin API.");
    }

    /// <summary>Why a server must not listen so; null if it may.</summary>
    public string? Refusal()
    {
        if (Token is { Length: < TokenLengthMin })
            return $"The token of the admin API has {Token.Length} characters, and must have at least "
                + $"{TokenLengthMin}. "
                + "Make one with 'openssl rand -hex 32'.";
        if (IPAddress.IsLoopback(Address.Address)) return null;
        return (Certificate, Token) switch
        {
            (null, _) =>
                $"The admin API is to listen at {Address}, which others can reach, and has no certificate: whoever "
                + "listens on the way would read tokens and messages. Give --admin-certificate FILE, or listen on "
                + "127.0.0.1.",
            (_, null) =>
                $"The admin API is to listen at {Address}, which others can reach, and demands no token: anybody could "
                + "change the group. Give --token-file FILE or set VIADUCT_TOKEN, or listen on 127.0.0.1.",
            _ => null,
        };
    }
}
