using Viaduct.Core.Adapters;
using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;

namespace Viaduct.Core.Hosting;

/// <summary>
/// The sender of a dynamic port: gives each message to the sender of the address that it names, if that is allowed, and
/// to the port's own if it names none.
/// </summary>
/// <param name="model">Where addresses stand, and which are allowed.</param>
/// <param name="endpoint">The port's own address.</param>
/// <param name="adapters">All send adapters; the scheme of an address chooses.</param>
/// <param name="context">The port.</param>
internal sealed class DynamicSender(
    DynamicModel model, EndpointModel endpoint, IReadOnlyList<ISendAdapter> adapters, SenderContext context) : ISender
{
    private const int ShownMax = 200;

    private readonly SenderPool _senders = new(context);

    /// <inheritdoc/>
    public SenderCapacity Capacity { get; } = new(BatchMessages: 100, ParallelBatches: 8);

    /// <inheritdoc/>
    public async ValueTask TransmitAsync(IReadOnlyList<Transmission> batch, CancellationToken cancellationToken)
    {
        var groups = batch.GroupBy(
            t => t.Message.Context.Text(model.Address) ?? "", StringComparer.Ordinal);
        await Task.WhenAll(groups.Select(group => TransmitAsync(group.Key, [.. group], cancellationToken)));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _senders.DisposeAsync();

    private async Task TransmitAsync(
        string address, IReadOnlyList<Transmission> transmissions, CancellationToken cancellationToken)
    {
        var (make, failure) = Find(address);
        if (failure is not null)
        {
            foreach (var transmission in transmissions) transmission.Failed(failure, transient: false);
            return;
        }

        await using var lease = await _senders.RentAsync(address, make!, cancellationToken);
        foreach (var part in transmissions.Chunk(lease.Sender.Capacity.BatchMessages))
            await lease.Sender.TransmitAsync(part, cancellationToken);
    }

    private (Func<ISender>? Make, Failure? Failure) Find(string address)
    {
        var own = adapters.First(a => a.Name == endpoint.Adapter);
        if (address.Length == 0) return (() => own.CreateSender(endpoint.Options, context), null);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri)) return (null, Refuse(address, "is none"));
        if (!model.Allowed.Any(allowed => allowed.Matches(uri)))
            return (null, Refuse(address, "is not among those that the port allows"));
        var adapter = own.Schemes.Contains(uri.Scheme, StringComparer.Ordinal)
            ? own
            : adapters.FirstOrDefault(a => a.Schemes.Contains(uri.Scheme, StringComparer.Ordinal));
        var template = adapter == own ? endpoint.Options : null;
        if (adapter?.OptionsFor(uri, template) is not { } options)
            return (null, Refuse(address, "is of a kind that no adapter sends to"));
        List<string> errors = [];
        adapter.ValidateSend(options, errors);
        return errors.Count > 0
            ? (null, Refuse(address, "cannot be used: " + string.Join(" ", errors)))
            : (() => adapter.CreateSender(options, context), null);
    }

    private Failure Refuse(string address, string why) => new(
        FailureCodes.TransmitRefused,
        $"The address \"{Shown(address)}\", which the message names in {model.Address.Name}, {why}. Add it to allow of "
        + $"the send port '{context.PortName}' if messages may go there, and resume; or terminate the message.");

    // It comes from outside, and goes into logs.
    private static string Shown(string address) => new(
        [.. address.Take(ShownMax).Select(c => char.IsControl(c) ? '?' : c)]);
}
