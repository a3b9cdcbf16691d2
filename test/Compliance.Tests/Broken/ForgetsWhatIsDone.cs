using Viaduct.Compliance.Model;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Tests.Broken;

/// <summary>Keeps the position and not the set of items done above it.</summary>
internal sealed class ForgetsWhatIsDone : MessageBoxModel
{
    protected override void ApplyProgress(CommitBatch batch)
    {
        base.ApplyProgress(batch);
        foreach (var entry in batch.Progress.Select(row => ReaderLanes[row.ReaderLane]))
        {
            entry.Progress = entry.Progress with { Done = default };
        }
    }
}
