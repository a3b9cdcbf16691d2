using Viaduct.Core.Model;

namespace Viaduct.Adapters.Http;

/// <summary>How a send port makes itself known.</summary>
public enum HttpSendAuthKind
{
    /// <summary>Not at all, or by its client certificate alone.</summary>
    [Option("Not at all, or by the client certificate alone.")]
    None,

    /// <summary>By user name and password.</summary>
    [Option("By user and password (RFC 7617).")]
    Basic,

    /// <summary>By a fixed token.</summary>
    [Option("By a fixed token (RFC 6750).")]
    Bearer,

    /// <summary>By a token from an authorisation server, for the client's own credentials.</summary>
    [Option("By a token that is fetched with client credentials (OAuth 2, RFC 6749 section 4.4), kept, and renewed "
        + "before it ends.")]
    OAuth,
}
