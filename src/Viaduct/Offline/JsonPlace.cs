namespace Viaduct.Cli.Offline;

/// <summary>Where a value stands in a JSON file.</summary>
/// <param name="Pointer">The JSON Pointer to it, in its document.</param>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Column">Its column in bytes, from 1.</param>
internal sealed record JsonPlace(string Pointer, long Line, long Column);
