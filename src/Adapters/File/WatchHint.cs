using System.Runtime.InteropServices;

namespace Viaduct.Adapters.File;

/// <summary>An event of the file system: a reason to look sooner, never the truth.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="Text">The name that a file got, or why events were lost.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WatchHint(WatchHintKind Kind, string? Text = null);
