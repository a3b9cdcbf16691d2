using Viaduct.Core.Model;

namespace Viaduct.Adapters.Http;

/// <summary>How callers of a receive location are recognised.</summary>
public enum HttpAuthKind
{
    /// <summary>Not at all.</summary>
    [Option("Callers are not recognised.")]
    None,

    /// <summary>By a key in a header.</summary>
    [Option("By a key in a header.")]
    ApiKey,

    /// <summary>By user name and password.</summary>
    [Option("By user name and password (RFC 7617).")]
    Basic,

    /// <summary>By the certificate of the connection.</summary>
    [Option("By the client certificate of the connection; needs https.")]
    Certificate,
}
