using System.Runtime.InteropServices;

namespace Viaduct.Server.Configuration.Yaml;

/// <summary>A place in a configuration file.</summary>
/// <param name="File">Relative to the configuration's folder.</param>
/// <param name="Line">From 1; 0 for the file as a whole.</param>
/// <param name="Column">From 1; 0 if unknown.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SourcePlace(string File, int Line, int Column)
{
    public static SourcePlace Whole(string file) => new(file, 0, 0);
}
