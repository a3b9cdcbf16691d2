using Viaduct.Compliance.Model;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Tests.Broken;

/// <summary>Only the lane is fenced: whoever has one completes in the name of any reader.</summary>
internal sealed class CompletesWithoutFence : MessageBoxModel
{
    protected override IReadOnlyList<ReaderLane> LostReaders(CommitBatch batch) => [];
}
