namespace Viaduct.Core.Messages;

/// <summary>Where the bytes of a body were tracked last: who tracks them again soon after names that place.</summary>
/// <param name="Retention">The number of the retention class.</param>
/// <param name="Lane">The lane of the commit.</param>
/// <param name="Sequence">The commit's sequence.</param>
/// <param name="Offset">Where the record begins in what the commit tracked.</param>
/// <param name="Length">How many bytes the record has.</param>
/// <param name="At">When.</param>
internal sealed record BodyCopy(
    int Retention, int Lane, long Sequence, int Offset, int Length, DateTimeOffset At)
{
    /// <summary>Less is not worth a name.</summary>
    public const int BytesMin = 256;

    // What names it is kept no longer than it: by so much less than its class says.
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    /// <summary>The copy of a message's body that can be named now; null if there is none.</summary>
    public static BodyCopy? Of(Message message, int retention, DateTimeOffset now) =>
        (message.Body.Body as BytesBody)?.Copy is { } copy && copy.Retention == retention && now - copy.At < Fresh
            ? copy
            : null;
}
