using Viaduct.Compliance.Model;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Tests.Broken;

/// <summary>What was routed before an activation is committed after it.</summary>
internal sealed class IgnoresRoutes : MessageBoxModel
{
    public override IReadOnlyList<CommitResult> Objections(CommitBatch batch) =>
        [.. base.Objections(batch).Where(one => one is not CommitResult.RoutesChanged)];
}
