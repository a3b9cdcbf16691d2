namespace Viaduct.Core.Store;

/// <summary>A reader's pointer to one message of a segment.</summary>
/// <param name="Offset">The first byte of its record in the segment.</param>
/// <param name="Length">The length of its record in bytes.</param>
/// <param name="Ports">The numbers of the send ports of this reader that it goes to, at least one.</param>
internal readonly record struct WorkItemReference(int Offset, int Length, int[] Ports);
