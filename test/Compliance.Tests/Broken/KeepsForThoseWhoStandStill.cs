using Viaduct.Compliance.Model;

namespace Viaduct.Compliance.Tests.Broken;

/// <summary>Clean-up waits for every position, also of those who have nothing to do.</summary>
internal sealed class KeepsForThoseWhoStandStill : MessageBoxModel
{
    public override bool IsNeeded(int lane, long sequence) => ReaderLanes.Values
        .Any(entry => entry.Key.Lane == lane && entry.Progress.Position.Sequence <= sequence);
}
