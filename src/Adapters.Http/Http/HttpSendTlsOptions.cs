using Viaduct.Core.Model;

namespace Viaduct.Adapters.Http;

/// <summary>How a send port uses TLS.</summary>
public sealed record HttpSendTlsOptions
{
    /// <summary>
    /// A file with certificates of authorities (PEM) that the far side's certificate must come from. Default: those
    /// that the system trusts.
    /// </summary>
    [Option("A file on each server with certificates of authorities (PEM) that the far side's certificate must come "
        + "from; those that the system trusts if it is not given.", Example = "/etc/viaduct/partner-ca.pem")]
    public string? Authorities { get; init; }

    /// <summary>The client certificate, a PEM or PKCS #12 file; read again when it changes.</summary>
    [Option("The client certificate, a file on each server: PEM with its chain, or PKCS #12 (.pfx, .p12).",
        Example = "/etc/viaduct/client.pem")]
    public string? Certificate { get; init; }

    /// <summary>The private key of a PEM certificate, if it is in a file of its own.</summary>
    [Option("The private key of a PEM certificate, if it is in a file of its own.")]
    public string? Key { get; init; }

    /// <summary>The password of the key or of the PKCS #12 file.</summary>
    [Option("The password of the key, or of the PKCS #12 file.", Example = "${CLIENT_KEY_PASSWORD}")]
    public string? Password { get; init; }

    // A record shows all it has, and a secret must not be shown.
    private bool PrintMembers(System.Text.StringBuilder builder)
    {
        builder.Append("Certificate = ").Append(Certificate);
        return true;
    }
}
