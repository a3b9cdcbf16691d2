namespace Viaduct.Core.Store;

/// <summary>What became of a trial's candidate. The numbers are stored: never renumber.</summary>
public enum TrialOutcome
{
    /// <summary>It was withdrawn: the base goes on.</summary>
    Withdrawn = 1,

    /// <summary>It was accepted: it is active.</summary>
    Accepted = 2,
}
