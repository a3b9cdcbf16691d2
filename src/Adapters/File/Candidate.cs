using System.Runtime.InteropServices;
using Viaduct.Adapters.File.Native;

namespace Viaduct.Adapters.File;

/// <summary>A file that may be taken now.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Stat">What it looks like.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Candidate(string Name, FileStat Stat);
