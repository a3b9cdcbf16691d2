using Viaduct.Adapters.Http.Listening;
using Viaduct.Core.Model;

namespace Viaduct.Adapters.Http;

/// <summary>Who may send to a location.</summary>
public sealed record HttpReceiveAuthOptions
{
    /// <summary>How callers are recognised. Default: not at all.</summary>
    [Option("How callers are recognised.")]
    public HttpAuthKind Kind { get; init; }

    /// <summary>Who may send. For certificates it may be empty if an issuer is given.</summary>
    [Option("Who may send; for certificates nobody need be named if an issuer is given.")]
    public IReadOnlyList<HttpCallerOptions> Callers { get; init; } = [];

    /// <summary>The header of the key. Default <c>X-Api-Key</c>.</summary>
    [Option("The header of the key.")]
    public string Header { get; init; } = "X-Api-Key";

    /// <summary>
    /// A file on the server with certificates of authorities (PEM) whose client certificates are taken; the caller is
    /// named by the certificate's subject then.
    /// </summary>
    [Option("A file on each server with certificates of authorities (PEM), whose client certificates are taken; the "
        + "caller is named by the certificate's subject then.", Example = "/etc/viaduct/partners-ca.pem")]
    public string? IssuerFile { get; init; }

    internal void Validate(ListenPlace? place, ICollection<string> errors)
    {
        if (Kind == HttpAuthKind.None)
        {
            if (Callers.Count > 0 || IssuerFile is not null)
                errors.Add("auth has callers but no kind: write kind: apiKey, basic or certificate.");
            return;
        }

        if (!HeaderNames.IsName(Header)) errors.Add($"auth has the header {Text.Shown(Header)}, which is no name.");
        if (Kind == HttpAuthKind.Certificate && place is { Point.IsSecure: false })
            errors.Add("auth wants client certificates, which need https: write https in url, and a certificate "
                + "beneath listener.");
        bool byIssuer = Kind == HttpAuthKind.Certificate && IssuerFile is not null;
        if (Callers.Count == 0 && !byIssuer)
            errors.Add("auth has no callers, so that nobody could send: add callers: with a name each.");
        foreach (var caller in Callers) Validate(caller, errors);
        foreach (var same in Callers.GroupBy(c => c.Name, StringComparer.Ordinal).Where(g => g.Skip(1).Any()))
            if (Kind == HttpAuthKind.Basic) errors.Add($"auth has the user {Text.Shown(same.Key)} twice.");
    }

    private void Validate(HttpCallerOptions caller, ICollection<string> errors)
    {
        string name = Text.Shown(caller.Name);
        if (string.IsNullOrWhiteSpace(caller.Name) || caller.Name.Length > 200)
            errors.Add("auth has a caller without a name, or with one of more than 200 characters.");
        if (Kind == HttpAuthKind.Basic && caller.Name.Contains(':', StringComparison.Ordinal))
            errors.Add($"auth has the user {name}: a user name of basic authentication has no colon.");
        if (Kind != HttpAuthKind.Certificate && (caller.Secret?.Length ?? 0) < 8)
            errors.Add($"auth has no secret of at least 8 characters for {name}: add secret, for example from a "
                + "variable.");
        if (Kind == HttpAuthKind.Certificate && !Thumbprints.IsOne(caller.Thumbprint))
            errors.Add($"auth has no thumbprint for {name}: add the SHA-256 thumbprint of its certificate, 64 "
                + "hexadecimal digits.");
    }
}
