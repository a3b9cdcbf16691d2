using Viaduct.Core.Adapters;

namespace Viaduct.Adapters.Tests.File;

/// <summary>What is durable in a store, as far as receivers see it: receipts, claims and what was published.</summary>
internal sealed class FakeBox
{
    private readonly Lock _gate = new();
    private readonly HashSet<ReceiptKey> _receipts = [];
    private readonly Dictionary<Guid, OwnedClaim> _claims = [];

    /// <summary>What was taken in, in the order of the commits.</summary>
    public List<FakeItem> Items { get; } = [];

    /// <summary>The claims that are not closed.</summary>
    public IReadOnlyCollection<Guid> Claims
    {
        get
        {
            lock (_gate) return [.. _claims.Keys];
        }
    }

    /// <summary>How many items were taken in under a name.</summary>
    public int CountOf(string name)
    {
        lock (_gate) return Items.Count(item => item.Name == name);
    }

    public void Record(FakeSession owner, IReadOnlyList<Claim> claims)
    {
        lock (_gate)
            foreach (var claim in claims) _claims[claim.Id] = new OwnedClaim(claim) { Owner = owner };
    }

    public void Close(IReadOnlyList<Guid> ids)
    {
        lock (_gate)
            foreach (var id in ids)
            {
                _claims.Remove(id);
                _receipts.Remove(ReceiptKey.FromClaim(id));
            }
    }

    public IReadOnlyList<AbandonedClaim> TakeAbandoned(FakeSession owner)
    {
        lock (_gate)
        {
            var free = _claims.Values.Where(claim => claim.Owner.IsOver).ToList();
            foreach (var claim in free)
            {
                if (claim.Owner.IsDead) claim.Deaths++;
                claim.Owner = owner;
            }

            return
            [
                .. free.Select(claim => new AbandonedClaim(
                    claim.Claim, _receipts.Contains(ReceiptKey.FromClaim(claim.Claim.Id)), claim.Deaths)),
            ];
        }
    }

    public IReadOnlySet<Guid> Known(IReadOnlyList<Guid> ids)
    {
        lock (_gate) return ids.Where(_claims.ContainsKey).ToHashSet();
    }

    /// <summary>Commits an item with its receipt. False if the receipt was there.</summary>
    public bool Publish(FakeItem item, ReceiptKey? receipt)
    {
        lock (_gate)
        {
            if (receipt is { } key && !_receipts.Add(key)) return false;
            Items.Add(item);
            return true;
        }
    }

    private sealed class OwnedClaim(Claim claim)
    {
        public Claim Claim { get; } = claim;

        public required FakeSession Owner { get; set; }

        public int Deaths { get; set; }
    }
}
