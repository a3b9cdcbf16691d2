namespace Viaduct.Campaign.Plan;

/// <summary>A fault as it is planned.</summary>
/// <param name="Number">Its place in the plan, from 1.</param>
/// <param name="Kind">What is done.</param>
/// <param name="Victim">Whom: a number that the fault takes modulo what there is of its victims.</param>
/// <param name="After">When: so many messages have been accepted since the fault before it began, or was over.</param>
/// <param name="Milliseconds">For how long.</param>
/// <param name="IsBeside">Whether the fault before it need not be over.</param>
internal sealed record Fault(int Number, FaultKind Kind, int Victim, int After, int Milliseconds, bool IsBeside)
{
    /// <summary>For how long.</summary>
    public TimeSpan Length => TimeSpan.FromMilliseconds(Milliseconds);

    /// <inheritdoc/>
    public override string ToString() => $"{Number,4}  {Kind,-22} victim {Victim}, after {After} messages, "
        + $"{Milliseconds} ms{(IsBeside ? ", beside the one before" : "")}";
}
