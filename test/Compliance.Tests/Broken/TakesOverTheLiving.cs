using Viaduct.Compliance.Model;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Tests.Broken;

/// <summary>A takeover that trusts its caller and does not look at the lock.</summary>
internal sealed class TakesOverTheLiving : MessageBoxModel
{
    public override bool TakeOver(SessionId dead, DateTimeOffset now)
    {
        Die(dead);
        return base.TakeOver(dead, now);
    }
}
