using Viaduct.Core.Messages;

namespace Viaduct.Adapters.Http.Sending;

/// <summary>
/// The URL of a send port. Properties may stand in path and query only, and their values are percent-encoded, so that
/// no message can choose another host, another path step or another parameter.
/// </summary>
internal sealed class UrlTemplate
{
    private const int CharactersMax = 8000;

    private readonly TextTemplate _rest;
    private readonly Uri? _fixed;

    private UrlTemplate(string host, TextTemplate rest, Uri? same) => (Host, _rest, _fixed) = (host, rest, same);

    /// <summary>Scheme, host and port.</summary>
    public string Host { get; }

    /// <summary>Reads a template.</summary>
    /// <returns>It, or what is wrong with it.</returns>
    public static (UrlTemplate? Template, string? Mistake) Parse(string url)
    {
        int begin = url.IndexOf("://", StringComparison.Ordinal);
        int slash = begin < 0 ? -1 : url.IndexOfAny(['/', '?'], begin + 3);
        string host = slash < 0 ? url : url[..slash];
        if (!Uri.TryCreate(host, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")
            || host.Contains('{', StringComparison.Ordinal) || uri.Host.Length == 0)
            return Wrong(url, "has no scheme http or https with a fixed host; write it as https://erp.example/orders.");
        if (uri.UserInfo.Length > 0) return Wrong(url, "has a user: write user and secret beneath auth.");
        if (url.Contains('#', StringComparison.Ordinal) && !url.Contains('{', StringComparison.Ordinal))
            return Wrong(url, "has a fragment, which is never sent: remove it.");
        var (rest, mistake) = TextTemplate.Parse(slash < 0 ? "/" : url[slash..]);
        if (mistake is not null) return Wrong(url, mistake);
        Uri? same = null;
        if (rest!.IsFixed && !Uri.TryCreate(url, UriKind.Absolute, out same)) return Wrong(url, "is not a URL.");
        return (new UrlTemplate(host, rest, same), null);
    }

    /// <summary>The URL of a message.</summary>
    /// <returns>It, or why there is none.</returns>
    public (Uri? Url, string? Mistake) Fill(Message message, string port)
    {
        if (_fixed is not null) return (_fixed, null);
        string rest = _rest.Fill(message, port, Uri.EscapeDataString, out string? missing);
        if (missing is not null) return (null, $"the message has no property {missing}");
        if (HasDotStep(rest)) return (null, "it would have a step . or .. in its path");
        if (rest.Length > CharactersMax) return (null, $"it would have {rest.Length:N0} characters");
        return Uri.TryCreate(Host + rest, UriKind.Absolute, out var url) ? (url, null) : (null, "it is not a URL");
    }

    // Such a step would lead to another path, in whatever way it came about.
    private static bool HasDotStep(string rest)
    {
        int query = rest.IndexOf('?', StringComparison.Ordinal);
        return (query < 0 ? rest : rest[..query]).Split('/').Any(step => step is "." or "..");
    }

    private static (UrlTemplate?, string?) Wrong(string url, string what) => (null, $"url {Text.Shown(url)} {what}");
}
