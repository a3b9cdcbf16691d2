using Viaduct.Core.Messages;

namespace Viaduct.Core.Hosting.TwoWay;

/// <summary>What came for somebody who waits: a response, or word that there will be none.</summary>
/// <param name="Message">The message as it stands in the message box.</param>
/// <param name="Settle">
/// Told what became of it. Only the first word counts.
/// </param>
internal sealed record Reply(Message Message, Action<ReplyEnd> Settle);
