using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Viaduct.Adapters.Http.Listening;

namespace Viaduct.Adapters.Http.Sending;

/// <summary>Makes the pool of connections of a send port.</summary>
internal static class Connections
{
    // So that a changed address in the DNS is found.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>A pool; nothing of what the machine's environment says goes into it.</summary>
    /// <exception cref="IOException">A certificate cannot be read.</exception>
    public static SocketsHttpHandler Make(HttpSendOptions options, TimeProvider time, ILogger logger) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = options.Proxy.Url is not null,
        Proxy = Proxy(options.Proxy),
        MaxConnectionsPerServer = options.Requests,
        MaxResponseHeadersLength = 64,
        ConnectTimeout = options.ConnectTime,
        PooledConnectionLifetime = Lifetime,
        ActivityHeadersPropagator = null,
        SslOptions = Tls(options.Tls, time, logger),
    };

    private static WebProxy? Proxy(HttpProxyOptions options)
    {
        if (options.Url is null) return null;
        var proxy = new WebProxy(options.Url);
        if (options.User is not null) proxy.Credentials = new NetworkCredential(options.User, options.Password);
        return proxy;
    }

    private static SslClientAuthenticationOptions Tls(HttpSendTlsOptions options, TimeProvider time, ILogger logger)
    {
        var tls = new SslClientAuthenticationOptions();
        if (options.Authorities is { } file)
        {
            tls.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
            };
            tls.CertificateChainPolicy.CustomTrustStore.AddRange(CertificateFile.ReadAuthorities(file));
        }

        if (options.Certificate is null) return tls;
        var own = new CertificateFile(options.Certificate, options.Key, options.Password, time, logger);
        tls.LocalCertificateSelectionCallback = (_, _, _, _, _) => own.Current.TargetCertificate;
        return tls;
    }
}
