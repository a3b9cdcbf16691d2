namespace Viaduct.Compliance.Fences;

/// <summary>
/// Nobody writes in the name of what is not, or no longer, his own: owner means session and epoch, never one of the
/// two. One kind of fence per file.
/// </summary>
public abstract partial class FenceCompliance(StoreFixture fixture) : StoreCompliance(fixture);
