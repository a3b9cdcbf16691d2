using Viaduct.Compliance.Model;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Tests.Broken;

/// <summary>A fence that looks at the session alone: an earlier ownership counts as the present one.</summary>
internal sealed class FencesBySessionOnly : MessageBoxModel
{
    protected override bool Holds(SessionId owner, long epoch, SessionId session, long named) => owner == session;
}
