using Viaduct.Formats.FlatFile.Grammar;

namespace Viaduct.Formats.FlatFile.Reading;

/// <summary>Why a parse went no further: the farthest place that it reached counts.</summary>
internal struct FlatFault
{
    /// <summary>Where, in characters from the start; -1 for nowhere yet.</summary>
    public long Position;

    /// <summary>What was being read.</summary>
    public FlatNode? Node;

    /// <summary>What was expected.</summary>
    public string Expected;

    /// <summary>What to say instead of what was found, or null.</summary>
    public string? Found;
}
