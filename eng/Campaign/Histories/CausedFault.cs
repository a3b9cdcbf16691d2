namespace Viaduct.Campaign.Histories;

/// <summary>A fault that was caused. Times are milliseconds since the campaign began.</summary>
/// <param name="Number">Its number in the plan.</param>
/// <param name="What">What was done, and to whom.</param>
/// <param name="From">When it began.</param>
/// <param name="To">When it was over; whoever was ended has been started again.</param>
internal sealed record CausedFault(int Number, string What, double From, double To);
