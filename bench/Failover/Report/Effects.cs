namespace Viaduct.FailoverBench.Report;

/// <summary>What an independent count at the far side says of the messages that were accepted.</summary>
/// <param name="Accepted">How many were accepted.</param>
/// <param name="Lost">Accepted, and never there.</param>
/// <param name="Duplicated">There under two keys.</param>
/// <param name="Reordered">There after a later one of the same caller.</param>
internal sealed record Effects(int Accepted, int Lost, int Duplicated, int Reordered)
{
    /// <summary>True if each is there once and in order.</summary>
    public bool IsSound => Lost + Duplicated + Reordered == 0;
}
