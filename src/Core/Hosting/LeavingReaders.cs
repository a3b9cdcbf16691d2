using Viaduct.Core.Process;
using Viaduct.Core.Store;

namespace Viaduct.Core.Hosting;

/// <summary>Readers that go to another server together.</summary>
/// <param name="Key">The host's reader and the lane; an ordered reader and 0.</param>
/// <param name="Heir">Who gets them; nobody: they go home.</param>
/// <param name="Owned">What the store says that the session owns of them.</param>
internal sealed record LeavingReaders(ReaderLane Key, SessionId Heir, IReadOnlyList<OwnedReader> Owned)
{
    /// <summary>What works them here; nothing if they are kept in trust.</summary>
    public List<ILeavingReader> Readers { get; } = [];

    /// <summary>What has become of the gift; guarded by the session's knowledge of what it owns.</summary>
    public GiftState State { get; set; }
}
