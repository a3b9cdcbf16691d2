using Viaduct.Core.Store;

namespace Viaduct.Compliance.Model;

/// <summary>A lease of the model.</summary>
public sealed class LeaseEntry
{
    public required LeaseRow Row { get; set; }

    /// <summary>Since when nobody receives, if it is free; since when nobody received, if it is not.</summary>
    public DateTimeOffset QuietSince { get; set; }
}
