using Viaduct.Core.Pipelines;

namespace Viaduct.Adapters.Http.Receiving;

/// <summary>Every answer that is an error document. The README lists them.</summary>
internal static class Problems
{
    /// <summary>No location takes the path.</summary>
    public static readonly Answer NotFound = Of(
        404, "not-found", "No such address", "Nothing takes requests at this path. Check the URL.");

    /// <summary>The location is being changed, or the server stops.</summary>
    public static readonly Answer Away = Of(
        503, "stopping", "Not now", "This address takes no requests for a moment. Nothing was stored; try again.")
        with { RetryAfter = TimeSpan.FromSeconds(1), Close = true };

    /// <summary>There is a defect in the server.</summary>
    public static readonly Answer Defect = Of(
        500, "defect", "Internal error", "The request met a defect of the server, which has been logged. Nothing was "
        + "stored; try again with the same Idempotency-Key.");

    /// <summary>The caller did not make itself known, or as nobody who is known.</summary>
    public static readonly Answer Unknown = Of(
        401, "unauthorized", "Who are you?", "The request does not say who sends it in the way that this address "
        + "wants, or names somebody who may not send.");

    /// <summary>The body is larger than the location takes.</summary>
    public static readonly Answer TooLarge = Of(
        413, "body-too-large", "Body too large", "The body is larger than this address takes. Divide it.");

    /// <summary>The body took too long to arrive.</summary>
    public static readonly Answer TooSlow = Of(
        408, "body-too-slow", "Body too slow", "The body did not arrive in time. Nothing was stored; try again.")
        with { Close = true };

    /// <summary>The body is compressed.</summary>
    public static readonly Answer Encoded = Of(
        415, "content-encoding", "Content-Encoding not taken", "This address takes bodies as they are: send it without "
        + "a Content-Encoding.");

    /// <summary>The length of the body is stated in two ways.</summary>
    public static readonly Answer Smuggled = Of(
        400, "two-lengths", "Two lengths", "The request has Content-Length and Transfer-Encoding, of which only one "
        + "may be there.") with { Close = true };

    /// <summary>The idempotency key is not one.</summary>
    public static readonly Answer BadKey = Of(
        400, "bad-idempotency-key", "Bad Idempotency-Key", "An Idempotency-Key is one header of 1 to 255 visible ASCII "
        + "characters.");

    /// <summary>The idempotency key was used for another request.</summary>
    public static readonly Answer KeyReused = Of(
        422, "idempotency-key-reused", "Idempotency-Key reused", "This Idempotency-Key came with another request "
        + "before. Send each request with a key of its own, and a repeat unchanged.");

    /// <summary>More requests than the location works at once.</summary>
    public static Answer Full(TimeSpan retryAfter) => Of(
        503, "busy", "Busy", "Too many requests at once. Nothing was stored; try again.")
        with { RetryAfter = retryAfter };

    /// <summary>The store is away or behind.</summary>
    public static Answer StoreAway(TimeSpan retryAfter) => Of(
        503, "store-away", "Not now", "Requests cannot be stored now. Nothing was stored; try again.")
        with { RetryAfter = retryAfter };

    /// <summary>The request may have been stored.</summary>
    public static Answer OutcomeUnknown(TimeSpan retryAfter) => Of(
        503, "outcome-unknown", "Outcome unknown", "The store has not answered, so it is not known whether the request "
        + "was stored. Repeat it with the same Idempotency-Key; without one it may be stored twice.")
        with { RetryAfter = retryAfter };

    /// <summary>The method is not taken.</summary>
    public static Answer Method(string allow) => Of(
        405, "method-not-allowed", "Method not allowed", $"This address takes {allow}.") with { Allow = allow };

    /// <summary>The media type is not taken.</summary>
    public static Answer MediaType(string allowed) => Of(
        415, "unsupported-media-type", "Media type not taken", $"This address takes {allowed}.");

    /// <summary>No response has come in time.</summary>
    public static Answer TimedOut(Guid interchange) => Of(
        504, "response-timeout", "No response in time", "The request is stored and goes on, and no response has come "
        + "in time. Repeat it with the same Idempotency-Key to get the response; without one it would be worked twice.")
        with { Interchange = interchange };

    /// <summary>What the server itself found wrong with the request as such.</summary>
    public static Answer Malformed(int status) => status switch
    {
        413 => TooLarge,
        408 => TooSlow,
        _ => Of(
            status, "malformed-request", "Malformed request", "The request is not one of HTTP/1.1, or its body ended "
            + "too early or is not what its headers say.") with { Close = true },
    };

    /// <summary>The request was stored, and its pipeline could not work it.</summary>
    public static Answer Suspended(Guid interchange, Failure failure, bool tellPlace)
    {
        var (status, name, title, detail) = failure.Code switch
        {
            FailureCodes.BadInput => (400, "bad-input", "Bad input", "The body is not well-formed."),
            FailureCodes.EmptyInput => (400, "empty-input", "Empty input", "The body is empty."),
            FailureCodes.Invalid => (422, "invalid", "Invalid", "The body does not conform to its schema or map."),
            FailureCodes.UnknownDocument =>
                (422, "unknown-document", "Unknown document", "The body is of a kind that is not known here."),
            FailureCodes.Limit =>
                (422, "limit", "Limit exceeded", "The body is deeper, longer or larger than is taken."),
            _ => (500, "kept", "Kept for an operator", "The request could not be worked, which is no fault of it."),
        };
        string place = tellPlace && failure.Place is { } where ? $" See {where}." : "";
        string kept = status >= 500
            ? " It is stored and an operator is told; do not send it again."
            : " It is stored and an operator is told; correct it before it is sent again.";
        return Of(status, name, title, detail + place + kept) with { Interchange = interchange };
    }

    /// <summary>The request was stored, and the system behind gave no response that could be used.</summary>
    public static Answer NoResponse(Guid interchange, Failure failure) => Of(
        502, "no-response", "No response",
        failure.Code is FailureCodes.TransmitRefused or FailureCodes.TransmitTransient or FailureCodes.RetriesExhausted
            ? "The system behind refused the request or could not be reached. The request is kept, and an operator, "
            + "who is told, may send it yet: ask before you send it again."
            : "What the system behind answered is no response that could be used; the request may have taken effect. "
            + "The answer is kept and an operator is told: ask before you send it again.")
        with { Interchange = interchange };

    private static Answer Of(int status, string name, string title, string detail) =>
        new(status) { Problem = new Problem(name, title, detail) };
}
