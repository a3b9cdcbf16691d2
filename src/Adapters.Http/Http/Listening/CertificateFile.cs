using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace Viaduct.Adapters.Http.Listening;

/// <summary>
/// A certificate with its key and chain from files, read again when they change, so that a renewed one needs no
/// restart.
/// </summary>
internal sealed class CertificateFile
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    private readonly string _path;
    private readonly string? _keyPath;
    private readonly string? _password;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private (DateTime, DateTime) _stamp;
    private long _looked;
    private SslStreamCertificateContext _current;

    /// <summary>Reads the files.</summary>
    /// <param name="path">The certificate, with its chain.</param>
    /// <param name="keyPath">The key, if it is in a file of its own.</param>
    /// <param name="password">The password of the key.</param>
    /// <param name="time">Says when to look again.</param>
    /// <param name="logger">The log.</param>
    /// <param name="before">What is shown until they can be read; null if there is nothing.</param>
    /// <exception cref="IOException">They cannot be read, or hold no certificate with a key, and there is nothing to
    /// show instead.</exception>
    public CertificateFile(
        string path, string? keyPath, string? password, TimeProvider time, ILogger logger,
        SslStreamCertificateContext? before = null)
    {
        (_path, _keyPath, _password) = (path, keyPath, password);
        (_time, _logger, _looked) = (time, logger, time.GetTimestamp());
        try
        {
            var stamp = Stamp();
            _current = Load();
            _stamp = stamp;
        }
        catch (IOException e) when (before is not null)
        {
            // Without a stamp they are read again at the next look.
            _current = before;
            logger.CertificateStays(_path, e.Message);
        }
    }

    /// <summary>True if these options name the same files in the same way.</summary>
    public bool IsOf(HttpListenerOptions options) =>
        (options.Certificate, options.Key, options.Password) == (_path, _keyPath, _password);

    /// <summary>The certificate with its chain.</summary>
    public SslStreamCertificateContext Current
    {
        get
        {
            lock (_gate)
            {
                if (_time.GetElapsedTime(_looked) < LookEvery) return _current;
                _looked = _time.GetTimestamp();
                Renew();
                return _current;
            }
        }
    }

    /// <summary>Certificates of authorities from a PEM file.</summary>
    /// <exception cref="IOException">The file cannot be read, or holds none.</exception>
    public static X509Certificate2Collection ReadAuthorities(string path)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(path);
        }
        catch (Exception e) when (e is CryptographicException or UnauthorizedAccessException)
        {
            throw new IOException($"{Text.Shown(path)} cannot be read as PEM certificates: {e.Message}", e);
        }

        return authorities.Count > 0
            ? authorities
            : throw new IOException($"{Text.Shown(path)} holds no certificate.");
    }

    private void Renew()
    {
        try
        {
            var stamp = Stamp();
            if (stamp == _stamp) return;
            _current = Load();
            _stamp = stamp;
            _logger.CertificateRenewed(_path, _current.TargetCertificate.NotAfter);
        }
        catch (IOException e)
        {
            _logger.CertificateStays(_path, e.Message);
        }
    }

    private (DateTime, DateTime) Stamp() =>
        (File.GetLastWriteTimeUtc(_path), _keyPath is null ? default : File.GetLastWriteTimeUtc(_keyPath));

    private SslStreamCertificateContext Load()
    {
        try
        {
            bool isPkcs = Path.GetExtension(_path) is ".pfx" or ".p12";
            var all = isPkcs ? LoadPkcs() : LoadPem();
            if (!all[0].HasPrivateKey) throw new IOException($"{Text.Shown(_path)} has no private key.");
            return SslStreamCertificateContext.Create(all[0], [.. all.Skip(1)], offline: true);
        }
        catch (Exception e) when (e is CryptographicException or UnauthorizedAccessException or ArgumentException)
        {
            throw new IOException($"The certificate {Text.Shown(_path)} cannot be used: {e.Message}", e);
        }
    }

    private X509Certificate2Collection LoadPkcs()
    {
        var all = X509CertificateLoader.LoadPkcs12CollectionFromFile(_path, _password);
        var own = all.FirstOrDefault(c => c.HasPrivateKey) ?? throw new IOException($"{_path} has no private key.");
        return [own, .. all.Where(c => c != own)];
    }

    private X509Certificate2Collection LoadPem()
    {
        var own = string.IsNullOrEmpty(_password)
            ? X509Certificate2.CreateFromPemFile(_path, _keyPath)
            : X509Certificate2.CreateFromEncryptedPemFile(_path, _password, _keyPath);
        // Windows wants a key that is kept, not one that is in memory alone.
        if (OperatingSystem.IsWindows())
            own = X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), null);
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(_path);
        return [own, .. all.Skip(1)];
    }
}
