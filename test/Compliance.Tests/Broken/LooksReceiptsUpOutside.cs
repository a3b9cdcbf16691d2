using Viaduct.Compliance.Model;
using Viaduct.Core.Adapters;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Tests.Broken;

/// <summary>Receipts are looked up before the batch is built, and nothing guards them in the commit.</summary>
internal sealed class LooksReceiptsUpOutside : MessageBoxModel
{
    protected override IReadOnlyList<ReceiptKey> TakenReceipts(CommitBatch batch) => [];
}
