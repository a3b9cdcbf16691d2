using Viaduct.Core.Model;

namespace Viaduct.Adapters.Http;

/// <summary>The proxy of a send port.</summary>
public sealed record HttpProxyOptions
{
    /// <summary>The proxy. Default: none; the environment's variables are not looked at.</summary>
    [Option("The proxy; none if it is not given. The environment's variables for proxies are not looked at.",
        Example = "http://proxy.example:3128")]
    public string? Url { get; init; }

    /// <summary>The user at the proxy.</summary>
    [Option("The user at the proxy.")]
    public string? User { get; init; }

    /// <summary>The password at the proxy.</summary>
    [Option("The password at the proxy.", Example = "${PROXY_PASSWORD}")]
    public string? Password { get; init; }

    // A record shows all it has, and a secret must not be shown.
    private bool PrintMembers(System.Text.StringBuilder builder)
    {
        builder.Append("Url = ").Append(Url);
        return true;
    }
}
