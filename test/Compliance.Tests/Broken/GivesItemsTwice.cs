using Viaduct.Compliance.Model;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Tests.Broken;

/// <summary>Taking an item looks first and marks it in a second step that never comes.</summary>
internal sealed class GivesItemsTwice : MessageBoxModel
{
    public override IReadOnlyList<OpenItemRow> AcquireDue(
        SessionId session, IReadOnlyCollection<int> readers, int itemsMax, int bytesMax, DateTimeOffset now)
    {
        var taken = base.AcquireDue(session, readers, itemsMax, bytesMax, now);
        foreach (var row in taken)
        {
            OpenItems[row.Id].Row = row with { State = OpenItemState.Waiting };
        }
        return taken;
    }
}
