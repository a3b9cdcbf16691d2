using Viaduct.Compliance.Model;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Tests.Broken;

/// <summary>Clean-up looks only at readers that somebody has taken.</summary>
internal sealed class RemovesWhatIsNeeded : MessageBoxModel
{
    public override bool IsNeeded(int lane, long sequence) => base.IsNeeded(lane, sequence)
        && Lanes[lane].Segments[sequence].References.Keys.Any(reader =>
            ReaderLanes.TryGetValue(new ReaderLane(reader, lane), out var entry)
            && entry.Progress.Position.Sequence <= sequence);
}
