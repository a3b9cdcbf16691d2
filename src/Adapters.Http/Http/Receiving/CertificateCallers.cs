using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Viaduct.Adapters.Http.Listening;

namespace Viaduct.Adapters.Http.Receiving;

/// <summary>Callers who are known by the certificate of their connection, one by one or by its issuer.</summary>
internal sealed class CertificateCallers(HttpReceiveAuthOptions options, TimeProvider time) : ICallers
{
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    private readonly Dictionary<string, string> _names = Named(options.Callers);

    private readonly X509Certificate2Collection? _authorities =
        options.IssuerFile is { } file ? CertificateFile.ReadAuthorities(file) : null;

    /// <inheritdoc/>
    public string? Challenge => null;

    /// <inheritdoc/>
    public string? Find(HttpContext http)
    {
        if (http.Connection.ClientCertificate is not { } certificate) return null;
        var now = time.GetUtcNow().UtcDateTime;
        if (now < certificate.NotBefore.ToUniversalTime() || now > certificate.NotAfter.ToUniversalTime()) return null;
        if (_names.TryGetValue(certificate.GetCertHashString(HashAlgorithmName.SHA256), out string? name)) return name;
        return _authorities is null ? null : OfIssuer(http, certificate);
    }

    // Once for a connection: building the chain costs more than most requests.
    private string? OfIssuer(HttpContext http, X509Certificate2 certificate)
    {
        var items = http.Features.Get<IConnectionItemsFeature>()?.Items;
        if (items?.TryGetValue(this, out object? known) == true) return (string?)known;
        string? name = IsIssued(certificate) ? Text.Clean(certificate.Subject, 200) : null;
        if (items is not null) items[this] = name;
        return name;
    }

    private bool IsIssued(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities!);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = time.GetUtcNow().UtcDateTime;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientUse));
        return chain.Build(certificate);
    }

    private static Dictionary<string, string> Named(IReadOnlyList<HttpCallerOptions> callers)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var caller in callers) names[Thumbprints.Plain(caller.Thumbprint!)] = caller.Name;
        return names;
    }
}
