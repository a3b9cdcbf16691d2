using Viaduct.Compliance.Model;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Tests.Broken;

/// <summary>Open items are changed by whoever names them.</summary>
internal sealed class ChangesItemsWithoutFence : MessageBoxModel
{
    protected override IReadOnlyList<Guid> LostItems(CommitBatch batch) =>
        [.. base.LostItems(batch).Where(id => !OpenItems.ContainsKey(id))];
}
