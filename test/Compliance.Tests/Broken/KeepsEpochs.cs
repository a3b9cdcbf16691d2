using Viaduct.Compliance.Model;

namespace Viaduct.Compliance.Tests.Broken;

/// <summary>Freeing does not raise the epoch: what was in hand before may be valid again.</summary>
internal sealed class KeepsEpochs : MessageBoxModel
{
    protected override long Raised(long epoch) => epoch;
}
