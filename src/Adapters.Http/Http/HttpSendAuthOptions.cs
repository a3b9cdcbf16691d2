using Viaduct.Core.Model;

namespace Viaduct.Adapters.Http;

/// <summary>How a send port makes itself known.</summary>
public sealed record HttpSendAuthOptions
{
    /// <summary>How. Default: not at all.</summary>
    [Option("How the port makes itself known.")]
    public HttpSendAuthKind Kind { get; init; }

    /// <summary>The user of basic authentication, or the client's id.</summary>
    [Option("The user of basic authentication, or the client's id.", Example = "contoso")]
    public string? User { get; init; }

    /// <summary>The password, the fixed token, or the client's secret.</summary>
    [Option("The password, the fixed token, or the client's secret; a variable keeps it out of the file.",
        Example = "${ERP_SECRET}")]
    public string? Secret { get; init; }

    /// <summary>Where tokens are fetched.</summary>
    [Option("Where tokens are fetched.", Example = "https://login.example/oauth2/token")]
    public string? TokenUrl { get; init; }

    /// <summary>The scope to ask for.</summary>
    [Option("The scope to ask for.", Example = "orders.write")]
    public string? Scope { get; init; }

    /// <summary>True to state id and secret in the body, not a header, when fetching a token. Default false.</summary>
    [Option("State id and secret in the body, not in a header, when a token is fetched.")]
    public bool SecretInBody { get; init; }

    internal void Validate(ICollection<string> errors)
    {
        if (Kind == HttpSendAuthKind.None)
        {
            if (User is not null || Secret is not null)
                errors.Add("auth has a user or secret but no kind: write kind: basic, bearer or oAuth.");
            return;
        }

        if (Kind != HttpSendAuthKind.Bearer && string.IsNullOrEmpty(User)) errors.Add("auth has no user: add it.");
        if (string.IsNullOrEmpty(Secret)) errors.Add("auth has no secret: add it, for example from a variable.");
        else if (Kind == HttpSendAuthKind.Bearer && HeaderNames.Value(Secret) != Secret)
            errors.Add("auth has a token with characters that a header may not have.");
        if (Kind == HttpSendAuthKind.Basic && User?.Contains(':', StringComparison.Ordinal) == true)
            errors.Add("auth has a user with a colon, which basic authentication cannot say.");
        if (Kind != HttpSendAuthKind.OAuth) return;
        if (!Uri.TryCreate(TokenUrl, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http"))
            errors.Add("auth has no tokenUrl: add the https URL where tokens are fetched.");
    }

    // A record shows all it has, and a secret must not be shown.
    private bool PrintMembers(System.Text.StringBuilder builder)
    {
        builder.Append("Kind = ").Append(Kind);
        return true;
    }
}
