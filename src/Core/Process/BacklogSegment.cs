using Viaduct.Core.Messages;

namespace Viaduct.Core.Process;

/// <summary>A segment with work for one reader, read from the store.</summary>
/// <param name="Sequence">Its sequence.</param>
/// <param name="Items">The number of work items in it.</param>
/// <param name="Messages">
/// The messages with their ports and the length of their records. For a detached port those of others are null.
/// </param>
internal sealed record BacklogSegment(
    long Sequence, int Items, IReadOnlyList<(Message? Message, int[] Ports, int Weight)> Messages);
