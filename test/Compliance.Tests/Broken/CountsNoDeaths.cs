using Viaduct.Compliance.Model;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Tests.Broken;

/// <summary>A takeover that is like a good end: a message that kills its process kills for ever.</summary>
internal sealed class CountsNoDeaths : MessageBoxModel
{
    public override bool TakeOver(SessionId dead, DateTimeOffset now)
    {
        if (!Sessions.TryGetValue(dead.Value, out var entry) || entry.LockHeld)
        {
            return false;
        }
        End(dead, now);
        return true;
    }
}
