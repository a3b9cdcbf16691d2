namespace Viaduct.Adapters.File;

/// <summary>What the name of a claimed file says of it.</summary>
internal enum ClaimedForm
{
    /// <summary>It is being taken: <c>NAME.ID.viaduct</c>.</summary>
    Claimed,

    /// <summary>It is being worked alone, because two owners died with it in hand.</summary>
    Alone,

    /// <summary>It is being worked alone once more, because an owner ended when it was worked alone before.</summary>
    Again,

    /// <summary>It was taken in, and its writer went on writing: kept for the operator.</summary>
    Changed,

    /// <summary>It was suspended because it cannot be read: kept for the operator.</summary>
    Unreadable,
}
