using Viaduct.Core.Model;
using Viaduct.Core.Process;
using Viaduct.Core.Transmit;
using Viaduct.Core.Trials;

namespace Viaduct.Core.Hosting;

/// <summary>The send ports of a version that is tried, beside those of its base (docs/concepts/trials.md, rule 6).
/// </summary>
internal sealed partial class SendPorts
{
    private volatile TriedPorts _tried = TriedPorts.None;

    /// <summary>The ports of a version that is tried: those that differ and work.</summary>
    private TriedPorts MakeTried(TriedConfiguration? tried, Dictionary<string, Running> next, PortCut cut)
    {
        if (tried is null) return TriedPorts.None;
        var ports = new Dictionary<string, Running>(StringComparer.Ordinal);
        foreach (var application in tried.Candidate.Loaded.Model.Applications)
            foreach (var port in application.SendPorts)
                if (IsTried(application, port, next))
                    ports.Add(
                        port.Name, KeepTried(application, port) ?? Make(application, port, tried.Candidate.Pipelines));
        // The same trial goes on where it began, whatever operators have said meanwhile.
        return new TriedPorts(ports, tried.Share, tried.Share == _tried.Share ? _tried.Cut : cut);
    }

    // One that is stopped stands as one: nothing of it works.
    private static bool IsTried(
        ApplicationModel application, SendPortModel port, Dictionary<string, Running> next) =>
        port.State != SendPortState.Stopped
        && next.TryGetValue(port.Name, out var running)
        && running.Fingerprint != EndpointFingerprint.Of(application, port);

    /// <summary>The port as a version has it that has been tried so far.</summary>
    private Running? KeepTried(ApplicationModel application, SendPortModel port) =>
        _tried.ByName.TryGetValue(port.Name, out var running)
        && running.Worker is not ParkedPort
        && running.Fingerprint == EndpointFingerprint.Of(application, port)
            ? running
            : null;

    /// <summary>Where the items of a port go; null if it is gone.</summary>
    private static ISendPortWorker? DoorOf(string name, Dictionary<string, Running> ports, TriedPorts tried)
    {
        var worker = ports.GetValueOrDefault(name)?.Worker;
        if (worker is null or ParkedPort || tried.ByName.GetValueOrDefault(name) is not { } candidate) return worker;
        return new TrialDoor(worker, candidate.Worker, tried.Share!, tried.Cut);
    }

    /// <summary>
    /// A version of a port that was only tried gives its unbegun items to whoever follows; if the port is removed, it
    /// does what it has.
    /// </summary>
    private void EndTriedLocked(string name, Running tried, Running? successor, PortCut cut)
    {
        if (successor is null && tried.Worker is SendPortWorker worker)
            LeaveLocked(name, worker, tried.Circuit, worker, Gone, cut);
        else RetireLocked(name, tried.Worker, tried.Circuit);
    }

    /// <summary>Puts the candidate's version of a port aside with the port, and lets it go on with it.</summary>
    private void SwapTriedLocked(string name, IPortWorker before, IPortWorker after)
    {
        if (!_tried.ByName.TryGetValue(name, out var tried)) return;
        bool wasParked = tried.Worker == before;
        if (after is not ParkedPort && !wasParked) return;
        var next = tried with { Worker = after is ParkedPort ? after : tried.Start() };
        _tried = _tried with
        {
            ByName = new Dictionary<string, Running>(_tried.ByName, StringComparer.Ordinal) { [name] = next },
        };
        if (!wasParked) RetireLocked(name, tried.Worker, circuit: null);
    }

    /// <summary>The ports of a version that is tried.</summary>
    /// <param name="ByName">Those that differ from the base, by name.</param>
    /// <param name="Share">Tells whose interchanges they are for; null if nothing is tried.</param>
    /// <param name="Cut">Where the trial began.</param>
    private sealed record TriedPorts(Dictionary<string, Running> ByName, TrialShare? Share, PortCut Cut)
    {
        public static readonly TriedPorts None =
            new(new Dictionary<string, Running>(StringComparer.Ordinal), null, new PortCut([]));
    }
}
