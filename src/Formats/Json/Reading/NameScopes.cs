using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Json.Reading;

/// <summary>
/// Finds names that an object has twice, without a set for each object: every name knows the object in which it was
/// seen last, and gets back the one around it when an object ends.
/// </summary>
internal sealed class NameScopes
{
    /// <summary>The most names that are repeated in objects inside of one another at a time.</summary>
    public const int RepeatedMax = 1_000_000;

    private readonly List<(long Object, int Undone)> _open = [];
    private readonly List<(ScopedName Name, long Object, int Depth)> _undone = [];
    private long _objects;

    /// <summary>An object begins.</summary>
    public void Enter() => _open.Add((++_objects, _undone.Count));

    /// <summary>Notes a name of the innermost object.</summary>
    /// <returns>False if it has the name already.</returns>
    /// <exception cref="DocumentFaultException">There are too many.</exception>
    public bool TryAdd(ScopedName name)
    {
        int depth = _open.Count - 1;
        long current = _open[depth].Object;
        if (name.Object == current) return false;
        if (name.Object != 0 && name.Depth < depth && _open[name.Depth].Object == name.Object)
        {
            if (_undone.Count == RepeatedMax)
                throw new DocumentFaultException(new Failure(
                    FailureCodes.Limit,
                    $"Objects inside of one another have more than {RepeatedMax:N0} names in common."));
            _undone.Add((name, name.Object, name.Depth));
        }

        (name.Object, name.Depth) = (current, depth);
        return true;
    }

    /// <summary>The innermost object ends.</summary>
    public void Leave()
    {
        int from = _open[^1].Undone;
        for (int i = _undone.Count - 1; i >= from; i--)
        {
            var (name, earlier, depth) = _undone[i];
            (name.Object, name.Depth) = (earlier, depth);
        }

        _undone.RemoveRange(from, _undone.Count - from);
        _open.RemoveAt(_open.Count - 1);
    }

    /// <summary>Leaves all objects.</summary>
    public void Clear()
    {
        while (_open.Count > 0) Leave();
    }
}
