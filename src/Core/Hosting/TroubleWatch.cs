using Microsoft.Extensions.Logging;
using Viaduct.Core.Adapters;
using Viaduct.Core.Store;

namespace Viaduct.Core.Hosting;

/// <summary>
/// Knows which receive locations and send ports do not work on this server, although they should, and why. Others see
/// it by the session's report.
/// </summary>
/// <param name="locations">What keeps the running receive locations.</param>
/// <param name="ports">The senders of the running send ports.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class TroubleWatch(
    Func<IEnumerable<EndpointTrouble>> locations, Func<IEnumerable<(string Name, ISender Sender)>> ports,
    TimeProvider time, ILogger logger)
{
    /// <summary>For so long a round waits for send ports to be looked at.</summary>
    public static readonly TimeSpan LookMax = TimeSpan.FromSeconds(2);

    private Task<IReadOnlyList<EndpointTrouble>>? _looking;
    private volatile string? _lookedAt;
    private IReadOnlyList<EndpointTrouble> _ofPorts = [];
    private volatile IReadOnlyList<EndpointTrouble> _now = [];

    /// <summary>What the last round has found, ordered by name.</summary>
    public IReadOnlyList<EndpointTrouble> Now => _now;

    /// <summary>Looks at all of them.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var found = await LookAtPortsAsync(cancellationToken);
        Say(_ofPorts, found);
        _ofPorts = found;
        _now =
        [
            .. locations().Concat(found).OrderBy(one => one.Endpoint, StringComparer.Ordinal)
                .Take(EndpointTrouble.ListedMax),
        ];
    }

    // A share that hangs holds one thread, and what is known of the other ports stays as it is.
    private async Task<IReadOnlyList<EndpointTrouble>> LookAtPortsAsync(CancellationToken cancellationToken)
    {
        _looking ??= Task.Run(LookAtPorts, CancellationToken.None);
        try
        {
            var found = await _looking.WaitAsync(LookMax, time, cancellationToken);
            _looking = null;
            return found;
        }
        catch (TimeoutException)
        {
            string port = _lookedAt ?? "";
            var hanging = new EndpointTrouble(
                port, IsLocation: false,
                $"Its far side has not answered for {LookMax.TotalSeconds:0} s and more. Is a share away that it "
                + "writes to? Mount it, or stop the port.");
            return [.. _ofPorts.Where(one => one.Endpoint != port), hanging];
        }
        catch
        {
            _looking = null;
            throw;
        }
    }

    private IReadOnlyList<EndpointTrouble> LookAtPorts()
    {
        var found = new List<EndpointTrouble>();
        foreach (var (name, sender) in ports())
        {
            _lookedAt = name;
            if (sender.Look() is { } text) found.Add(new EndpointTrouble(name, IsLocation: false, text));
        }

        return found;
    }

    // Receivers say themselves what keeps them.
    private void Say(IReadOnlyList<EndpointTrouble> before, IReadOnlyList<EndpointTrouble> now)
    {
        foreach (var one in now.Except(before)) LogKept(logger, one.Endpoint, one.Text);
        foreach (var one in before)
            if (!now.Any(other => other.Endpoint == one.Endpoint)) LogOver(logger, one.Endpoint);
    }

    [LoggerMessage(1711, LogLevel.Warning, "Send port {Port} could not send now. {Text}")]
    private static partial void LogKept(ILogger logger, string port, string text);

    [LoggerMessage(1712, LogLevel.Information, "Send port {Port} could send again: what kept it is over.")]
    private static partial void LogOver(ILogger logger, string port);
}
