using Viaduct.Core.Process.Ordering;
using Viaduct.Core.Store;

namespace Viaduct.Core.Hosting;

/// <summary>The ordered send ports, and their key groups, that this server works (rules 80 to 84).</summary>
internal sealed partial class ServerSession
{
    private readonly OrderedReaderServices _orderedServices;
    private IReadOnlyDictionary<int, long> _orderedHeads = new Dictionary<int, long>();

    /// <summary>The numbers of the ordered readers that this server has.</summary>
    public IEnumerable<int> OrderedReaders => _dispatcher.Ordered.Keys;

    /// <summary>An open item of a reader has left this process' hands: others may have waited for it.</summary>
    public void OpenItemLeft(int reader)
    {
        if (_dispatcher.Ordered.TryGetValue(reader, out var ordered)) ordered.LookAtOpenItems();
    }

    /// <summary>Looks for what others have published for the ordered ports of this server, or done for them.</summary>
    public async Task PollOrderedAsync(CancellationToken cancellationToken)
    {
        var unfed = _dispatcher.Readers.Values.Where(reader => !reader.IsFed).ToList();
        if (_dispatcher.Ordered.IsEmpty && unfed.Count == 0) return;
        var heads = await Store.Log.ReadHeadsAsync(cancellationToken);
        bool isNew = heads.Count != _orderedHeads.Count
            || heads.Any(head => _orderedHeads.GetValueOrDefault(head.Key) != head.Value);
        _orderedHeads = heads;
        foreach (var reader in _dispatcher.Ordered.Values)
            if (isNew || reader.IsHeld) reader.LookAtOpenItems();
        foreach (var reader in unfed)
            if (heads.GetValueOrDefault(reader.Progress.ReaderLane.Lane) >= reader.Next) reader.Poll();
    }

    /// <summary>The ordered readers that this server works if it can: those of the ports that there are.</summary>
    private Dictionary<int, OrderedPort> OrderedPorts()
    {
        var ports = Configuration!.Model.SendPorts.ToDictionary(port => port.Name, StringComparer.Ordinal);
        var wanted = new Dictionary<int, OrderedPort>();
        foreach (var row in _readers)
            if (row.OrderedPort is { } name && ports.TryGetValue(name, out var port) && Takes(port.Host, row.Id))
                wanted.Add(row.Id, new OrderedPort(
                    row.Id, PortNumbers[name], name, port.Order?.Key,
                    port.Order?.OnFailure == Model.OrderFailure.Stop));
        return wanted;
    }

    private void AddOrdered(ReaderGrant grant, OrderedPort port)
    {
        if (_leaving.ContainsKey(new ReaderLane(port.Reader, 0))) return;
        var reader = _dispatcher.Ordered.GetOrAdd(
            port.Reader, _ => new OrderedReader(port, _options.Readers, _orderedServices));
        if (reader.IsLeaving) reader.Stay();
        reader.Use(port);
        reader.Add(grant);
    }
}
