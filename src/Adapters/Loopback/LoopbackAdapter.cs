using Viaduct.Core.Adapters;

namespace Viaduct.Adapters.Loopback;

/// <summary>
/// Lets a message go round: what a loopback send port sends comes in again at a loopback receive location, in the
/// commit that completes the sending. The README of this folder says what it is for.
/// </summary>
internal sealed class LoopbackAdapter : IReceiveAdapter, ISendAdapter
{
    /// <inheritdoc/>
    public string Name => "loopback";

    /// <inheritdoc/>
    public string TransportType => "LOOPBACK";

    /// <inheritdoc/>
    public bool IsInward => true;

    /// <inheritdoc/>
    public string Description =>
        "Hands what a send port sends to a receive location of the same group, exactly once, without leaving the "
        + "store.";

    /// <inheritdoc/>
    public IReadOnlyList<AdapterProperty> Properties => [];

    /// <inheritdoc/>
    public AdapterPlacement Placement => AdapterPlacement.ScalesOut;

    /// <inheritdoc/>
    public Type ReceiveOptionsType => typeof(LoopbackReceiveOptions);

    /// <inheritdoc/>
    public Type SendOptionsType => typeof(LoopbackSendOptions);

    /// <inheritdoc/>
    public void ValidateReceive(object options, ICollection<string> errors)
    {
    }

    /// <inheritdoc/>
    public void ValidateSend(object options, ICollection<string> errors)
    {
        if (string.IsNullOrWhiteSpace(((LoopbackSendOptions)options).Location))
            errors.Add("location is missing: state the name of a receive location with 'loopback: {}'.");
    }

    /// <inheritdoc/>
    public string? InboundLocation(object options) => ((LoopbackSendOptions)options).Location;

    /// <inheritdoc/>
    public string ReceiveAddress(object options) => "loopback:";

    /// <inheritdoc/>
    public string SendAddress(object options) => $"loopback:{((LoopbackSendOptions)options).Location}";

    /// <inheritdoc/>
    public IReceiver CreateReceiver(object options, ReceiverContext context) => new LoopbackReceiver();

    /// <inheritdoc/>
    public ISender CreateSender(object options, SenderContext context) =>
        new LoopbackSender((LoopbackSendOptions)options);
}
