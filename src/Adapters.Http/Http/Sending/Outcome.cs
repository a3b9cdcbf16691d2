using Viaduct.Core.Adapters;
using Viaduct.Core.Pipelines;

namespace Viaduct.Adapters.Http.Sending;

/// <summary>What became of a request.</summary>
/// <param name="Failure">Why it failed, or null.</param>
/// <param name="IsTransient">True if a retry may succeed.</param>
/// <param name="After">How long the far side asks not to be tried again, or null.</param>
/// <param name="Response">What the far side has answered, at a two-way port.</param>
internal sealed record Outcome(
    Failure? Failure, bool IsTransient = false, TimeSpan? After = null, SourceItem? Response = null)
{
    /// <summary>The far side has taken the message.</summary>
    public static readonly Outcome Taken = new(Failure: null);

    /// <summary>This process may not act any more: nothing was sent, and nothing is said.</summary>
    public static readonly Outcome LeftAlone = new(Failure: null);

    /// <summary>Tells it.</summary>
    public void Settle(Transmission transmission)
    {
        if (ReferenceEquals(this, LeftAlone)) return;
        if (Failure is null) transmission.Sent();
        else transmission.Failed(Failure, IsTransient, After);
    }

    /// <summary>The far side answered with something else than success.</summary>
    public static Failure Answered(Uri url, HttpResponseMessage response, string text, bool isTransient)
    {
        string reason = Text.Clean(response.ReasonPhrase ?? "", 60);
        string said = text.Length == 0 ? "" : $" It said: {text}";
        string hint = (int)response.StatusCode is >= 300 and < 400
            ? " Write the new address into url, or allow redirects for 307 and 308."
            : "";
        return new Failure(
            isTransient ? FailureCodes.TransmitTransient : FailureCodes.TransmitRefused,
            $"{Shown(url)} answered {(int)response.StatusCode} {reason}.{hint}{said}");
    }

    /// <summary>The far side has taken the message, and its response is too large.</summary>
    public static Outcome TooLarge(Uri url, long bytesMax, string option) => new(new Failure(
        FailureCodes.TransmitRefused,
        $"{Shown(url)} has taken the message, and its response has more than {bytesMax:N0} bytes. Raise {option}; "
        + "resumed, the message is sent again under the same key."));

    /// <summary>The far side has taken the message, and its response cannot be stored now.</summary>
    public static Outcome Unstored(Uri url, string reason) => new(
        new Failure(
            FailureCodes.TransmitTransient,
            $"{Shown(url)} has taken the message, and its response could not be stored ({reason}). The message is sent "
            + "again under the same key."),
        IsTransient: true);

    /// <summary>There was no answer.</summary>
    public static Failure Unreached(Uri url, string what) =>
        new(FailureCodes.TransmitTransient, $"{Shown(url)} {what}.");

    /// <summary>The message's own bytes cannot be had.</summary>
    public static Failure BodyUnread(string reason) => new(
        FailureCodes.TransmitTransient,
        $"The message's body could not be read ({reason}). What was sent of it is not whole; it is tried again.");

    // Without the query, where some keep what is nobody else's affair.
    private static string Shown(Uri url) => Text.Clean(url.GetLeftPart(UriPartial.Path), 300);
}
