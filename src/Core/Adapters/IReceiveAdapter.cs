namespace Viaduct.Core.Adapters;

/// <summary>The receive side of an adapter.</summary>
public interface IReceiveAdapter : IAdapter
{
    /// <summary>How receivers of this adapter scale over servers.</summary>
    AdapterPlacement Placement { get; }

    /// <summary>The options of a receive location: a sealed record with init properties and defaults.</summary>
    Type ReceiveOptionsType { get; }

    /// <summary>
    /// Checks the options as a whole and adds every mistake (what, why, fix) to <paramref name="errors"/>.
    /// </summary>
    void ValidateReceive(object options, ICollection<string> errors);

    /// <summary>
    /// What is allowed but probably not meant, for example a relative folder; shown by <c>validate</c> and in the log,
    /// never an error. The options have no mistakes. Default: nothing.
    /// </summary>
    IEnumerable<string> ReceiveWarnings(object options) => [];

    /// <summary>The address of a location with these options, for example a folder and mask; never a secret.</summary>
    string ReceiveAddress(object options);

    /// <summary>
    /// True if two locations with these options, whose addresses differ, may compete for the same item, so that chance
    /// decides which of them gets it. Default: false.
    /// </summary>
    /// <param name="one">The options of a location, without mistakes.</param>
    /// <param name="other">The options of another location of the adapter, without mistakes.</param>
    bool MayTakeSame(object one, object other) => false;

    /// <summary>
    /// Why two locations with these options cannot both run, for example for one port with two certificates; null if
    /// they can. Default: null.
    /// </summary>
    /// <param name="one">The options of a location, without mistakes.</param>
    /// <param name="other">The options of another location of the adapter, without mistakes.</param>
    string? ConflictOf(object one, object other) => null;

    /// <summary>
    /// True if, when the options of a location change, its new receiver may begin before the old one has ended, so that
    /// nothing waits. Both work on the same source for a moment. Default: false.
    /// </summary>
    /// <param name="before">The options of the receiver that runs.</param>
    /// <param name="after">The options of the one that is to follow it.</param>
    bool CanStartBeside(object before, object after) => false;

    /// <summary>
    /// True if items come from send ports of the same process alone, so that a location is there wherever they may be.
    /// Default: false.
    /// </summary>
    bool IsInward => false;

    /// <summary>True if its locations can belong to two-way ports. Default: false.</summary>
    bool TakesRequests => false;

    /// <summary>Makes the receiver of one location.</summary>
    IReceiver CreateReceiver(object options, ReceiverContext context);
}
