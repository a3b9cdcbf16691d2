namespace Viaduct.Campaign.Histories;

/// <summary>The group's own record that a work item was sent.</summary>
/// <param name="Message">The message's id in the group.</param>
/// <param name="Port">The send port.</param>
internal sealed record TrackedEnd(string Message, string Port);
