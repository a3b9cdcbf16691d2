using Viaduct.Adapters.File.Native;
using Viaduct.Core.Adapters;
using Viaduct.Core.Recover;

namespace Viaduct.Adapters.File;

/// <summary>A file that this receiver has in hand, from the record of its claim to the claim's closing.</summary>
internal sealed class TakenFile(Guid id, ClaimRecord record)
{
    /// <summary>The claim.</summary>
    public Guid Id { get; } = id;

    /// <summary>What the claim says of the file.</summary>
    public ClaimRecord Record { get; } = record;

    /// <summary>How far it has come.</summary>
    public TakenState State { get; set; }

    /// <summary>Which of its names the file bears, once it is claimed.</summary>
    public ClaimedForm Form { get; set; }

    /// <summary>True until it has been submitted once, if this process recorded the claim.</summary>
    public bool IsFresh { get; set; }

    /// <summary>True once it bore a claimed name in the hand of this receiver.</summary>
    public bool WasClaimed { get; set; }

    /// <summary>True while one of its names was changed and a power cut could still undo that.</summary>
    public bool NeedsFlush { get; set; }

    /// <summary>How many owners died with it in hand.</summary>
    public int Deaths { get; init; }

    /// <summary>True if it is under suspicion of having ended a process at its last, lone attempt.</summary>
    public bool IsPoison { get; set; }

    /// <summary>How often it could not be read.</summary>
    public int ReadFaults { get; set; }

    /// <summary>What was submitted; what is there when it is removed must be the same.</summary>
    public FileStat? Submitted { get; set; }

    /// <summary>True if it is worked with nothing else in hand beside it (invariant 7).</summary>
    public bool IsSuspect => Deaths >= DeathLimits.Suspect;

    /// <summary>The path under one of its names.</summary>
    public string PathAs(ClaimedForm form) => Path.Join(Record.Folder, ClaimedName.Of(Record.Name, Id, form));

    /// <summary>The path that it has while it is claimed.</summary>
    public string CurrentPath => PathAs(Form);

    /// <summary>The claim as the ledger keeps it.</summary>
    public Claim ToClaim() => new(Id, Record.ToString());
}
