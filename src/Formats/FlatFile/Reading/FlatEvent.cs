using Viaduct.Formats.FlatFile.Grammar;

namespace Viaduct.Formats.FlatFile.Reading;

/// <summary>What was read, before it is written as XML. Values stay where they are in the window.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Node">Which node.</param>
/// <param name="Position">Where the value is, in characters from the start of the file.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Text">The value itself if it is not that of the window, or null.</param>
internal readonly record struct FlatEvent(
    FlatEventKind Kind, FlatNode Node, long Position = 0, int Length = 0, string? Text = null);
