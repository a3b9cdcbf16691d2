namespace Viaduct.Core.Adapters;

/// <summary>The send side of an adapter.</summary>
public interface ISendAdapter : IAdapter
{
    /// <summary>The options of a send port: a sealed record with init properties and defaults.</summary>
    Type SendOptionsType { get; }

    /// <summary>
    /// Checks the options as a whole and adds every mistake (what, why, fix) to <paramref name="errors"/>.
    /// </summary>
    void ValidateSend(object options, ICollection<string> errors);

    /// <summary>
    /// What is allowed but probably not meant, for example a macro that nobody knows; shown by <c>validate</c> and in
    /// the log, never an error. The options have no mistakes. Default: nothing.
    /// </summary>
    IEnumerable<string> SendWarnings(object options) => [];

    /// <summary>
    /// The receive location of the same adapter and group that what a port sends comes in at, or null if it leaves the
    /// group. Default: null.
    /// </summary>
    string? InboundLocation(object options) => null;

    /// <summary>
    /// True if what a port with these options sends may be taken by a receive location of the same adapter, so that a
    /// message may go round for ever. Default: false.
    /// </summary>
    /// <param name="sendOptions">The options of the port, without mistakes.</param>
    /// <param name="receiveOptions">The options of the location, without mistakes.</param>
    bool MayComeBack(object sendOptions, object receiveOptions) => false;

    /// <summary>The address of a port with these options; never a secret.</summary>
    string SendAddress(object options);

    /// <summary>
    /// The schemes of the addresses that dynamic ports can send to by this adapter, lower case. Default: none.
    /// </summary>
    IReadOnlyList<string> Schemes => [];

    /// <summary>The options for an address that a message names, at a dynamic port.</summary>
    /// <param name="address">An absolute address of one of <see cref="Schemes"/>. It comes from outside.</param>
    /// <param name="template">The port's own options, which the others are taken from; null if the port has another
    /// adapter: the defaults.</param>
    /// <returns>Options that are still to be validated; null if the address is none of this adapter.</returns>
    object? OptionsFor(Uri address, object? template) => null;

    /// <summary>True if its ports can be two-way. Default: false.</summary>
    bool GetsResponses => false;

    /// <summary>Makes the sender of one port.</summary>
    ISender CreateSender(object options, SenderContext context);
}
