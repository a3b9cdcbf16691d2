using Viaduct.Core.Store;

namespace Viaduct.Store.Postgres.Writing;

/// <summary>What came of sending a batch once, and so what to do next.</summary>
internal abstract record Attempt
{
    private Attempt()
    {
    }

    /// <summary>The truth.</summary>
    public sealed record Known(CommitResult Result) : Attempt
    {
        public static readonly Known Committed = new(CommitResult.Committed.Instance);
    }

    /// <summary>Rolled back, because the lanes write another generation now: send it there.</summary>
    public sealed record Moved(LogPlace Place) : Attempt;

    /// <summary>
    /// Rolled back, because a receipt is there, perhaps closed: send it so that closed ones are new again.
    /// </summary>
    public sealed record Reopens : Attempt;

    /// <summary>Rolled back for nothing that the batch can help: send it again.</summary>
    public sealed record Again(string Reason, bool IsCollision) : Attempt;

    /// <summary>Nobody knows: find out (rule 14).</summary>
    public sealed record Unknown(string Reason) : Attempt;
}
