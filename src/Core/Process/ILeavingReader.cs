using Viaduct.Core.Store;

namespace Viaduct.Core.Process;

/// <summary>What another process can be given: a reader in a lane, or an ordered one in all lanes.</summary>
internal interface ILeavingReader
{
    /// <summary>What the session owns of it.</summary>
    IReadOnlyList<OwnedReader> Owned { get; }

    /// <summary>True if nothing of it is being sent or read.</summary>
    bool IsQuiet { get; }

    /// <summary>True since <see cref="Leave"/>.</summary>
    bool IsLeaving { get; }

    /// <summary>Takes nothing new, and lets nothing begin; what senders have begun goes on.</summary>
    void Leave();

    /// <summary>Goes on after <see cref="Leave"/>: it could not be given.</summary>
    void Stay();
}
