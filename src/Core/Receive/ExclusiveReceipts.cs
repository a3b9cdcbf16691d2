using Viaduct.Core.Adapters;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Store;

namespace Viaduct.Core.Receive;

/// <summary>
/// What is written beside the receipt of an item with an exclusive key: the key, so that another item with it is a
/// conflict, and the code of the pipeline's failure, so that whoever sends the item again is told the same.
/// </summary>
internal static class ExclusiveReceipts
{
    /// <summary>The receipts that go with the item's own.</summary>
    public static List<ReceiptRow> Of(ReceiptKey receipt, ReceiptKey exclusive, Failure? failure)
    {
        var key = new ReceiptRow(exclusive, LookUp: true);
        return failure is null ? [key] : [key, new ReceiptRow(Of(receipt, failure.Code), LookUp: false)];
    }

    /// <summary>All that may have been written for an item.</summary>
    public static IReadOnlyList<ReceiptKey> ToFind(ReceiptKey receipt) =>
        [receipt, .. FailureCodes.All.Select(code => Of(receipt, code))];

    /// <summary>Why the item was suspended when it came first; null if it was not.</summary>
    public static Failure? FailureIn(IReadOnlySet<ReceiptKey> found, ReceiptKey receipt) =>
        FailureCodes.All.FirstOrDefault(code => found.Contains(Of(receipt, code))) is { } code
            ? new Failure(code, "It was suspended when it came first.")
            : null;

    private static ReceiptKey Of(ReceiptKey receipt, string code) =>
        ReceiptKey.FromText(receipt.ToString(), "failed", code);
}
