using Viaduct.Compliance.Model;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Tests.Broken;

/// <summary>What failed for one member has written another one before: no transaction.</summary>
internal sealed class LeavesTraces : MessageBoxModel
{
    public override IReadOnlyList<CommitResult> Objections(CommitBatch batch)
    {
        var objections = base.Objections(batch);
        if (objections.Count > 0)
        {
            Tracking.AddRange(batch.Tracking.Select((row, i) => row with { Id = 1_000_000 + i }));
        }
        return objections;
    }
}
