using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Viaduct.Adapters.Tests.Http;

/// <summary>Certificates of tests.</summary>
internal static class Certificates
{
    /// <summary>A certificate that has signed itself, for 127.0.0.1.</summary>
    public static X509Certificate2 Make(string subject)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddHours(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>The certificate with its key.</summary>
    public static string Pem(this X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        using var copy = ECDsa.Create();
        copy.ImportEncryptedPkcs8PrivateKey(
            "x", key.ExportEncryptedPkcs8PrivateKey("x", new PbeParameters(
                PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1000)), out _);
        return certificate.ExportCertificatePem() + "\n" + copy.ExportPkcs8PrivateKeyPem() + "\n";
    }
}
