using Viaduct.Core.Store;

namespace Viaduct.Compliance.Model;

/// <summary>A claim of the model.</summary>
public sealed class ClaimEntry
{
    public required ClaimRow Row { get; init; }

    public SessionId Owner { get; set; }

    public int Deaths { get; set; }
}
