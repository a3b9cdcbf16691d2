namespace Viaduct.Adapters.File;

/// <summary>How far a file in hand has come. Every step leads to the next one, and each may be repeated.</summary>
internal enum TakenState
{
    /// <summary>Its claim is recorded; whether it has been renamed is to be seen.</summary>
    Recorded,

    /// <summary>It bears its claimed name and is to be submitted.</summary>
    Claimed,

    /// <summary>It is in the message box and is to be removed.</summary>
    Received,

    /// <summary>It is not in hand any more, and its claim is to be closed.</summary>
    Gone,
}
