namespace Viaduct.Client;

/// <summary>The kinds of problems, as stable words for programs.</summary>
public static class ProblemCodes
{
    /// <summary>The call itself is wrong: a parameter, a body, an id.</summary>
    public const string BadRequest = "bad-request";

    /// <summary>A token is needed, or the one given is not the server's.</summary>
    public const string Unauthorized = "unauthorized";

    /// <summary>The call may not come from there: another host's name, another site's page.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>There is no such thing, or not any more.</summary>
    public const string NotFound = "not-found";

    /// <summary>The thing is there and does not take this method.</summary>
    public const string MethodNotAllowed = "method-not-allowed";

    /// <summary>The thing is in another state than the call supposes.</summary>
    public const string Conflict = "conflict";

    /// <summary>The body is larger than allowed.</summary>
    public const string TooLarge = "too-large";

    /// <summary>The body is not of the media type that the call takes.</summary>
    public const string UnsupportedMediaType = "unsupported-media-type";

    /// <summary>The configuration has mistakes.</summary>
    public const string InvalidConfiguration = "invalid-configuration";

    /// <summary>Too many calls at once; try again.</summary>
    public const string Busy = "busy";

    /// <summary>The server does not work yet, or stops; try another.</summary>
    public const string NotReady = "not-ready";

    /// <summary>The store does not answer; try again.</summary>
    public const string StoreAway = "store-away";

    /// <summary>The store refuses.</summary>
    public const string StoreRefused = "store-refused";

    /// <summary>A defect of the server.</summary>
    public const string Defect = "defect";
}
