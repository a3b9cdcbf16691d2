using Viaduct.Core.Adapters;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Simulation;

/// <content>Open items, claims, routes, stopped ports.</content>
internal sealed partial class World
{
    private const int HostsMax = 4;
    private const string StoppedPort = "host 1/to-erp";

    private async Task AddItemAsync(Actor who, Step step)
    {
        var state = (step.What % 6) switch
        {
            0 => OpenItemState.Suspended,
            1 => OpenItemState.SuspendedNotResumable,
            2 => OpenItemState.Active,
            _ => OpenItemState.Waiting,
        };
        var hosts = HostsOf(who);
        var reader = step.How % 3 == 0 ? 0 : hosts[step.How % hosts.Count];
        var item = Item(state, reader, step);
        if (await CommitAsync(who, who.Process.Commit(LaneOf(who, step.How)).Add(item))
            && state == OpenItemState.Active)
        {
            who.Items.Add(new OpenItemKey(item.Id, 1));
        }
    }

    private async Task TakeItemsAsync(Actor who)
    {
        var items = await NothingFor(() => who.Process.Store.OpenItems.AcquireDueAsync(
            who.Process.Session, HostsOf(who), 1000, int.MaxValue, default));
        foreach (var item in items.OrderBy(one => one.Id))
        {
            checker?.Taken(who.Process.Session, item);
            who.Items.Add(new OpenItemKey(item.Id, item.Epoch));
            See($"took {Contents.Show(item)}: {Some.Text(item.Record)}");
        }
    }

    private async Task FinishItemAsync(Actor who, Step step)
    {
        if (who.Items.Count == 0)
        {
            return;
        }
        var key = who.Items[step.What % who.Items.Count];
        var commit = who.Process.Commit(LaneOf(who, step.How));
        OpenItemState? state = (step.How % 4) switch
        {
            0 => OpenItemState.Waiting,
            1 => OpenItemState.Suspended,
            2 => OpenItemState.Active,
            _ => null,
        };
        _ = state is { } next ? commit.Change(Change(key, next, step)) : commit.Remove(key);
        await CommitAsync(who, commit);
        if (state != OpenItemState.Active)
        {
            who.Items.Remove(key);
        }
    }

    private static OpenItemChange Change(OpenItemKey key, OpenItemState state, Step step) => new()
    {
        Key = key,
        State = state,
        Attempts = step.What,
        DueIn = state == OpenItemState.Waiting ? TimeSpan.FromMinutes(step.How) : null,
        FailureCode = "transmit.refused",
        FailureText = $"refused {step.What} times",
        Transmit = step.What % 2 == 0 ? $"{step.What}.tmp" : null,
    };

    private async Task OperateAsync(
        Actor who, Step step, Func<IOpenItemStore, IReadOnlyList<Guid>, Task<IReadOnlyList<Guid>>> operate)
    {
        var items = who.Process.Store.OpenItems;
        var listed = await items.ListAsync(new OpenItemFilter(), 1000, default);
        var chosen = listed.Where((_, i) => (i + step.What) % 3 == 0).Select(row => row.Id).ToList();
        See($"changed {string.Join(", ", (await operate(items, chosen)).Order())}");
    }

    private async Task ClaimAsync(Actor who, Step step)
    {
        var claim = new ClaimRow(NextId(), $"location {step.What % 2}", $"file {_step}");
        var commit = who.Process.Commit(LaneOf(who, step.How)).Claim(claim);
        if (await CommitAsync(who, commit))
        {
            who.Claims.Add(claim.Id);
        }
    }

    private async Task TakeClaimsAsync(Actor who)
    {
        foreach (var location in new[] { "location 0", "location 1" })
        {
            var taken = await NothingFor(() => who.Process.Store.Receipts.TakeAbandonedAsync(
                who.Process.Session, location, default));
            foreach (var claim in taken.OrderBy(one => one.Claim.Id))
            {
                who.Claims.Add(claim.Claim.Id);
                See($"took {claim}");
            }
        }
    }

    // First the receipt of a claim, then its end; now and then an item without a claim is gone.
    private async Task CloseSourcesAsync(Actor who, Step step)
    {
        var commit = who.Process.Commit(LaneOf(who, step.How));
        if (who.Claims.Count > 0)
        {
            var claim = who.Claims[step.What % who.Claims.Count];
            var receipt = ReceiptKey.FromClaim(claim);
            var received = (await Observer.Receipts.FindAsync([receipt], default)).Count > 0;
            _ = received ? commit.EndClaims(claim) : commit.Message($"file {_step}", HostsOf(who)[0]).Receipt(receipt);
            who.Claims.RemoveAll(one => one == claim && received);
        }
        else
        {
            commit.CloseReceipts(Some.Key($"source {step.What % Sources}"));
        }
        await CommitAsync(who, commit);
    }

    private async Task ActivateAsync(Actor who, Step step)
    {
        var current = await who.Process.Store.Configuration.GetActiveAsync(default);
        var expected = (step.How % 4) switch { 0 => "another", 1 => "*", _ => current!.Hash };
        var activation = Configuration(1 + step.What % HostsMax) with { ExpectedHash = expected };
        var active = await who.Process.Store.Configuration.ActivateAsync(activation, default);
        See(active is null ? "another configuration is active" : $"active is {active.Hash}");
        who.Process.Configuration = active ?? who.Process.Configuration;
    }

    private async Task StopPortAsync(Actor who, Step step)
    {
        var configuration = who.Process.Store.Configuration;
        if (who.Stopped.Count > 0 && step.How % 2 == 0)
        {
            var joined = await configuration.JoinPortAsync(
                who.Process.Session,
                [.. who.Stopped.Select(one => one.Progress with { Epoch = one.Epoch })], default);
            See($"joined: {joined}");
            who.Stopped.Clear();
            return;
        }
        if (who.Stopped.Count > 0 && step.How % 4 == 1)
        {
            await WorkStoppedAsync(who, step);
            return;
        }
        var host = HostsOf(who)[0];
        var lanes = who.Process.Lanes.Take(LanesUsed).Where((_, i) => i != step.What % LanesUsed).ToList();
        var rows = who.Process.Readers
            .Where(one => one.ReaderLane.Reader == host && lanes.Contains(one.ReaderLane.Lane))
            .Where(one => who.Stopped.TrueForAll(stopped => stopped.ReaderLane.Lane != one.ReaderLane.Lane))
            .Select(one => one.Progress with { Epoch = one.Epoch }).OrderBy(row => row.ReaderLane.Lane).ToList();
        if (rows.Count > 0)
        {
            var grants = await configuration.DetachPortAsync(who.Process.Session, StoppedPort, rows, default);
            var positions = grants?.OrderBy(one => one.ReaderLane.Lane).Select(one => $"{one.Progress.Position}");
            See($"stopped at {(positions is null ? "no place" : string.Join(", ", positions))}");
            who.Stopped.AddRange(grants ?? []);
            who.Process.Believe([], grants ?? []);
        }
    }

    // It works off a few commits of its backlog.
    private async Task WorkStoppedAsync(Actor who, Step step)
    {
        var key = who.Stopped[step.What % who.Stopped.Count].ReaderLane;
        var stands = who.Process.Grant(key.Reader, key.Lane).Progress.Position;
        var position = new Position(stands.Sequence + 1 + step.How % 3, 0);
        await CommitAsync(
            who, who.Process.Commit(LaneOf(who, step.How)).Progress(key.Reader, position, inLane: key.Lane));
    }

    private Activation Configuration(int hosts)
    {
        var package = Some.Bytes($"configuration of step {_step}");
        string[] names = [.. Enumerable.Range(1, hosts).Select(i => $"host {i}")];
        return new Activation(Some.Hash(package), package, "*", names, ["to-erp", .. names]);
    }

    private OpenItemRow Item(OpenItemState state, int reader, Step step) => Some.OpenItem(reader, state) with
    {
        Id = NextId(),
        MessageId = NextId(),
        InterchangeId = NextId(),
        Attempts = step.How,
        DueIn = TimeSpan.FromMinutes(Math.Max(0, step.What - 5)),
        Record = Some.Bytes($"item of step {_step}"),
    };

    private static async Task<IReadOnlyList<T>> NothingFor<T>(Func<Task<IReadOnlyList<T>>> call)
    {
        try
        {
            return await call();
        }
        catch (InvalidOperationException)
        {
            return [];
        }
    }
}
