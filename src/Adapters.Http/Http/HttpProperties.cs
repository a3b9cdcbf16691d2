using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;

namespace Viaduct.Adapters.Http;

/// <summary>The context properties of the HTTP adapter; in filters <c>HTTP.Name</c>.</summary>
public static class HttpProperties
{
    /// <summary>The namespace of the properties, BizTalk's.</summary>
    public const string Namespace = "http://schemas.microsoft.com/BizTalk/2003/http-properties";

    /// <summary>
    /// The namespace of the headers that a location takes into the context; a property is named like its header.
    /// </summary>
    public const string HeaderNamespace = "urn:viaduct:http-headers";

    /// <summary>The prefix of the properties in filters.</summary>
    public const string Prefix = "HTTP";

    /// <summary>The method of the request. Promoted.</summary>
    public static readonly PropertyKey Method = Key("Method");

    /// <summary>The path of the request, decoded. Promoted.</summary>
    public static readonly PropertyKey Path = Key("Path");

    /// <summary>The query of the request, as it came, without the question mark. Written.</summary>
    public static readonly PropertyKey Query = Key("Query");

    /// <summary>The media type of the request, without its parameters, in lower case. Promoted.</summary>
    public static readonly PropertyKey ContentType = Key("ContentType");

    /// <summary>The address that the connection came from. Written.</summary>
    public static readonly PropertyKey ClientAddress = Key("ClientAddress");

    /// <summary>Who was recognised by the location's authentication. Promoted.</summary>
    public static readonly PropertyKey Caller = Key("Caller");

    /// <summary>The idempotency key of the request. Written.</summary>
    public static readonly PropertyKey IdempotencyKey = Key("IdempotencyKey");

    /// <summary>The status code of a response. Promoted.</summary>
    public static readonly PropertyKey StatusCode = Key("StatusCode");

    internal static readonly IReadOnlyList<AdapterProperty> All =
    [
        Of(Method, true, "The method of the request."),
        Of(Path, true, "The path of the request, decoded."),
        Of(Query, false, "The query of the request, as it came, without the question mark."),
        Of(ContentType, true, "The media type of the request, without its parameters, in lower case."),
        Of(ClientAddress, false, "The address that the connection came from; behind a balancer the balancer's."),
        Of(Caller, true, "Who was recognised by the location's authentication."),
        Of(IdempotencyKey, false, "The idempotency key of the request."),
        new(Prefix, StatusCode, PropertyValueKind.Number, Promoted: true, "The status code of a response."),
    ];

    /// <summary>The property of a header that a location takes into the context.</summary>
    internal static PropertyKey Header(string name) => PropertyKey.Get(HeaderNamespace, name);

    private static PropertyKey Key(string name) => PropertyKey.Get(Namespace, name);

    private static AdapterProperty Of(PropertyKey key, bool promoted, string description) =>
        new(Prefix, key, PropertyValueKind.String, promoted, description);
}
