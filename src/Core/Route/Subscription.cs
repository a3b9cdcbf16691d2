namespace Viaduct.Core.Route;

/// <summary>A predicate and who owns it.</summary>
/// <param name="Id">A number of the owner's choice, for example an index into its own list of targets.</param>
/// <param name="Owner">The owner's name for people, for example the send port's.</param>
/// <param name="Predicate">What the owner wants to get.</param>
public sealed record Subscription(int Id, string Owner, Predicate Predicate);
