using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Viaduct.Server.Api;

namespace Viaduct.Cli.CommandLine;

/// <summary>Where a server's admin API is to listen, by options and environment.</summary>
internal static class AdminSettings
{
    /// <summary>The environment variable that says where.</summary>
    public const string Variable = "VIADUCT_ADMIN";

    private const string Off = "off";

    /// <summary>Reads them; null for no admin API.</summary>
    /// <param name="address">The option's text; null to look in the environment.</param>
    /// <param name="certificate">The file of the certificate, or null.</param>
    /// <param name="key">The file of its key, or null.</param>
    /// <param name="tokenFile">The file of the token; null to look in the environment.</param>
    /// <exception cref="CommandFailedException">They cannot be used, or are not safe.</exception>
    public static AdminOptions? Read(string? address, string? certificate, string? key, string? tokenFile)
    {
        string? text = address
            ?? (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } variable ? variable : null);
        if (text == Off) return null;
        var options = new AdminOptions { Certificate = Load(certificate, key), Token = TokenText.Read(tokenFile) };
        if (text is not null)
            options = options with { Address = AdminOptions.ReadAddress(text), IsRequired = true };
        return options.Refusal() is { } refusal
            ? throw new CommandFailedException(ExitCode.BadUsage, refusal)
            : options;
    }

    private static X509Certificate2? Load(string? certificate, string? key)
    {
        if (certificate is null)
            return key is null
                ? null
                : throw new CommandFailedException(
                    ExitCode.BadUsage, "--admin-key is given without --admin-certificate: give both, or none.");
        foreach (string file in new[] { certificate, key ?? certificate })
            if (!File.Exists(file)) throw new CommandFailedException(ExitCode.BadUsage, $"There is no file '{file}'.");
        try
        {
            bool isPem = key is not null
                || File.ReadAllText(certificate).Contains("-----BEGIN", StringComparison.Ordinal);
            var loaded = isPem
                ? X509Certificate2.CreateFromPemFile(certificate, key)
                : X509CertificateLoader.LoadPkcs12FromFile(certificate, null);
            return loaded.HasPrivateKey
                ? loaded
                : throw new CommandFailedException(
                    ExitCode.BadUsage, $"'{certificate}' holds no key: give its file with --admin-key.");
        }
        catch (CryptographicException e)
        {
            throw new CommandFailedException(
                ExitCode.BadUsage, $"'{certificate}' cannot be used as the certificate of the admin API: {e.Message}");
        }
    }
}
