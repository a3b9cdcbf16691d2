using Viaduct.Adapters.Http.Listening;
using Viaduct.Core.Model;

namespace Viaduct.Adapters.Http;

/// <summary>What belongs to a listener, not to one of the locations that share it.</summary>
public sealed record HttpListenerOptions
{
    /// <summary>
    /// The certificate of https: a PEM file, with its chain, or a PKCS #12 file (.pfx, .p12). It is read again when it
    /// changes.
    /// </summary>
    [Option("The certificate of https, a file on each server: PEM with its chain, or PKCS #12 (.pfx, .p12). It is read "
        + "again when it changes.", Example = "/etc/viaduct/server.pem")]
    public string? Certificate { get; init; }

    /// <summary>The private key of a PEM certificate. Default: in the same file.</summary>
    [Option("The private key of a PEM certificate, if it is in a file of its own.",
        Example = "/etc/viaduct/server.key")]
    public string? Key { get; init; }

    /// <summary>The password of the key or of the PKCS #12 file.</summary>
    [Option("The password of the key, or of the PKCS #12 file.", Example = "${SERVER_KEY_PASSWORD}")]
    public string? Password { get; init; }

    /// <summary>The most connections; further ones are closed at once. Default 20,000.</summary>
    [Option("The most connections at once; further ones are closed.", Min = "1", Max = "1000000")]
    public int Connections { get; init; } = 20_000;

    /// <summary>How long the headers of a request may take to arrive. Default 10 s.</summary>
    [Option("How long the headers of a request may take to arrive; then 408 is answered.", Min = "1s", Max = "10m")]
    public TimeSpan HeaderTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection may be idle between requests. Default 2 min.</summary>
    [Option("How long a connection may be idle between requests; then it is closed.", Min = "1s", Max = "1h")]
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The most bytes of all headers of a request; then 431. Default 32 KB.</summary>
    [Option("The most bytes of all headers of a request; then 431 is answered.", Bytes = true, Min = "1KB",
        Max = "1MB")]
    public int HeaderBytes { get; init; } = 32 << 10;

    /// <summary>The most headers of a request; then 431. Default 100.</summary>
    [Option("The most headers of a request; then 431 is answered.", Min = "10", Max = "1000")]
    public int HeaderCount { get; init; } = 100;

    /// <summary>The most bytes of method, path and query; then 414. Default 8 KB.</summary>
    [Option("The most bytes of the line with method, path and query; then 414 is answered.", Bytes = true, Min = "256",
        Max = "64KB")]
    public int LineBytes { get; init; } = 8 << 10;

    internal void Validate(ListenPlace? place, ICollection<string> errors)
    {
        if (place is { Point.IsSecure: true } && string.IsNullOrEmpty(Certificate))
            errors.Add("listener has no certificate, which https needs: add certificate, or write http in url.");
        if (place is { Point.IsSecure: false } && Certificate is not null)
            errors.Add("listener has a certificate, and url says http: write https, or remove the certificate.");
        if (Key is not null && Certificate is null) errors.Add("listener has a key without a certificate.");
    }

    internal IEnumerable<string> RelativeFiles()
    {
        foreach (string? file in new[] { Certificate, Key })
            if (file is not null && !Path.IsPathRooted(file)) yield return file;
    }

    // A record shows all it has, and a secret must not be shown.
    private bool PrintMembers(System.Text.StringBuilder builder)
    {
        builder.Append("Certificate = ").Append(Certificate);
        return true;
    }
}
