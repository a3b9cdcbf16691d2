using Viaduct.Core.Store;

namespace Viaduct.Compliance.Model;

/// <summary>An open item of the model.</summary>
public sealed class OpenItemEntry
{
    public required OpenItemRow Row { get; set; }

    public SessionId Owner { get; set; }
}
