using System.Runtime.InteropServices;
using Viaduct.Core.Recover;
using Viaduct.Core.Store;

namespace Viaduct.Core.Process;

/// <summary>
/// What the owners of a reader in a lane before this one have left: what their senders recorded, and which items may
/// have ended their process (rule 27). Not thread-safe.
/// </summary>
internal sealed class EarlierOwners
{
    /// <summary>
    /// The most items that can have been with senders at a death; what comes later is worked as ever.
    /// </summary>
    private const int SuspectsMax = 1_000;

    private readonly Dictionary<Position, string> _recorded = [];

    // How often an item was begun alone and not ended, that is, at how many deaths it was alone.
    private readonly Dictionary<Position, int> _marks = [];
    private int _suspectsLeft;

    /// <summary>Takes up what the store tells a new owner.</summary>
    public EarlierOwners(ReaderGrant grant)
    {
        foreach (var row in grant.Transmits)
            foreach (var record in TransmitCodec.Read(row.Records.Span))
            {
                WorkedThrough = Math.Max(WorkedThrough, record.Item.Sequence);
                if (record.Text != WorkItem.BegunAlone) _recorded[record.Item] = record.Text;
                else if (grant.Deaths > 0)
                    CollectionsMarshal.GetValueRefOrAddDefault(_marks, record.Item, out _)++;
            }

        _suspectsLeft = grant.Deaths >= DeathLimits.Suspect ? SuspectsMax : 0;
    }

    /// <summary>The highest sequence of which they recorded something; 0 if there is none.</summary>
    public long WorkedThrough { get; }

    /// <summary>True as long as an item may be suspect.</summary>
    public bool HasSuspects => _suspectsLeft > 0 || _marks.Count > 0;

    /// <summary>What was recorded for an item, once.</summary>
    public string? TakeRecorded(Position position)
    {
        _recorded.Remove(position, out string? recorded);
        return recorded;
    }

    /// <summary>What is to be thought of an item, asked once for each in their order.</summary>
    public Suspicion TakeSuspicion(Position position)
    {
        if (!HasSuspects) return Suspicion.None;
        _marks.Remove(position, out int deaths);
        if (deaths >= DeathLimits.Alone) return Suspicion.Poison;
        if (deaths == 0 && _suspectsLeft == 0) return Suspicion.None;
        if (_suspectsLeft > 0) _suspectsLeft--;
        return deaths > 0 ? Suspicion.WasAlone : Suspicion.MayHaveBeenInHand;
    }
}
