using Viaduct.Compliance.Model;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Tests.Broken;

/// <summary>A session that has been taken over still takes items: they are nobody's for ever.</summary>
internal sealed class GivesItemsToTheDead : MessageBoxModel
{
    public override IReadOnlyList<OpenItemRow> AcquireDue(
        SessionId session, IReadOnlyCollection<int> readers, int itemsMax, int bytesMax, DateTimeOffset now)
    {
        var isGone = !Sessions.ContainsKey(session.Value);
        var ghost = new SessionEntry { Id = session, Request = new("ghost", "", 0, ""), StartedAt = now };
        if (isGone)
        {
            Sessions.Add(session.Value, ghost);
        }
        var taken = base.AcquireDue(session, readers, itemsMax, bytesMax, now);
        if (isGone)
        {
            Sessions.Remove(session.Value);
        }
        return taken;
    }
}
