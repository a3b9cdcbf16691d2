using Viaduct.Core.Process;

namespace Viaduct.Core.Hosting;

/// <summary>
/// The place in the log at which this process takes up another configuration: what its readers were handed by then was
/// routed before. Immutable.
/// </summary>
internal sealed class PortCut
{
    private readonly Dictionary<IWorkOrigin, (LaneReader Reader, long Through)> _through =
        new(ReferenceEqualityComparer.Instance);

    /// <summary>The cut as it is now: no commit is under way.</summary>
    public PortCut(IEnumerable<LaneReader> readers)
    {
        foreach (var reader in readers) _through.Add(reader, (reader, reader.DeliveredThrough));
    }

    /// <summary>True once every reader has handed on all that lies before the cut.</summary>
    public bool IsPassed => _through.Values.All(one => one.Reader.HasLoaded(one.Through));

    /// <summary>True if a work item lies before the cut.</summary>
    public bool IsBefore(WorkItem item) =>
        _through.TryGetValue(item.Origin, out var one) && item.Position.Sequence <= one.Through;
}
