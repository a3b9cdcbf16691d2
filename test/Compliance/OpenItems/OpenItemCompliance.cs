using Viaduct.Core.Store;

namespace Viaduct.Compliance.OpenItems;

/// <summary>
/// One message with a state of its own: every line of the table of states (rule 31), and what an operator does with it.
/// </summary>
public abstract partial class OpenItemCompliance(StoreFixture fixture) : StoreCompliance(fixture)
{
    private static Task<IReadOnlyList<OpenItemRow>> TakeDueAsync(StoreProcess process, params int[] readers) =>
        process.Store.OpenItems.AcquireDueAsync(process.Session, readers, 100, 1 << 20, default);

    private static async Task<OpenItemRow> GetAsync(StoreProcess process, Guid id)
    {
        var row = await process.Store.OpenItems.GetAsync(id, default);
        Assert.True(row is not null, $"The item {id} is gone.");
        return row;
    }

    private static OpenItemChange Change(OpenItemRow item, OpenItemState state) => new()
    {
        Key = new OpenItemKey(item.Id, item.Epoch),
        State = state,
        Attempts = item.Attempts + 1,
        FailureCode = "transmit.refused",
        FailureText = "refused again",
    };
}
