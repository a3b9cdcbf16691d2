namespace Viaduct.Core.Store;

/// <summary>What became of a commit entry.</summary>
internal enum EntryOutcome
{
    /// <summary>It is durable.</summary>
    Committed,

    /// <summary>Its receipt was there already: nothing of it was written.</summary>
    Duplicate,

    /// <summary>What it was written in the name of belongs to another owner now: nothing of it was written.</summary>
    Lost,

    /// <summary>The store refused its data: nothing of it was written.</summary>
    Refused,

    /// <summary>Its caller has taken it back before a commit began: nothing of it was written.</summary>
    Withdrawn,

    /// <summary>
    /// What it was made by has been replaced since: nothing of it was written, and it is to be made anew.
    /// </summary>
    Outdated,

    /// <summary>The process is ending: nothing of it was written, or it is unknown.</summary>
    Stopped,
}
