using System.Runtime.InteropServices;

namespace Viaduct.Adapters.File;

/// <summary>What one round at a location did.</summary>
/// <param name="Taken">Files that were claimed, or taken and left where they are.</param>
/// <param name="Waiting">Files that are not ready yet.</param>
/// <param name="InHand">Files in hand that could not be finished.</param>
/// <param name="NextLook">In how long the next round is due, unless an event makes it sooner.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileRound(int Taken, int Waiting, int InHand, TimeSpan NextLook);
