using Viaduct.Core.Adapters;
using Viaduct.Core.Hosting.TwoWay;
using Viaduct.Core.Receive;

namespace Viaduct.Core.Hosting;

/// <summary>A receive location at work.</summary>
/// <param name="name">Its name.</param>
/// <param name="receiverText">What its receiver was made of.</param>
/// <param name="adapter">Its adapter.</param>
/// <param name="options">The adapter's options.</param>
/// <param name="door">Where its items go.</param>
/// <param name="requests">Where its requests go; null if it is one-way.</param>
/// <param name="claims">What it has claimed.</param>
internal sealed class RunningLocation(
    string name, string receiverText, IReceiveAdapter adapter, object options, IntakeDoor door, RequestDoor? requests,
    ClaimLedger claims)
{
    public string Name => name;

    public string ReceiverText => receiverText;

    /// <summary>What the way of its items was made of.</summary>
    public required string WayText { get; set; }

    public IReceiveAdapter Adapter => adapter;

    public IntakeDoor Door => door;

    public RequestDoor? Requests => requests;

    public ClaimLedger Claims => claims;

    public required IReceiver Receiver { get; init; }

    /// <summary>Its pipeline as people see it.</summary>
    public required IReadOnlyList<string> Description { get; init; }

    /// <summary>True if it can begin before another version of the location has ended.</summary>
    public bool CanFollow(RunningLocation before) =>
        ReferenceEquals(before.Adapter, adapter) && adapter.CanStartBeside(before.Options, options);

    private object Options => options;
}
