using Viaduct.Compliance.Model;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Tests.Broken;

/// <summary>A fence that looks at the epoch alone: after a failover two sessions hold the same number.</summary>
internal sealed class FencesByEpochOnly : MessageBoxModel
{
    protected override bool Holds(SessionId owner, long epoch, SessionId session, long named) => epoch == named;
}
