namespace Viaduct.Store.Postgres.Writing;

/// <summary>What is known of a commit whose answer was lost.</summary>
internal enum Outcome
{
    /// <summary>Its transaction has not certainly ended yet: look again.</summary>
    Undecided,

    /// <summary>It is durable.</summary>
    Committed,

    /// <summary>It left no trace, and never will.</summary>
    NotCommitted,
}
