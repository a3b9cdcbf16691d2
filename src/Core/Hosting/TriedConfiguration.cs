using Viaduct.Core.Model;
using Viaduct.Core.Store;
using Viaduct.Core.Trials;

namespace Viaduct.Core.Hosting;

/// <summary>A version that is tried beside the configuration that runs.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Configured">The version as it is configured.</param>
/// <param name="Endpoints">What works otherwise in it.</param>
internal sealed record TriedConfiguration(Trial Trial, PreparedConfiguration Configured, TriedEndpoints Endpoints)
{
    /// <summary>The version as operators let it run.</summary>
    public required PreparedConfiguration Candidate { get; init; }

    /// <summary>Tells whose interchanges it is for.</summary>
    public required TrialShare Share { get; init; }

    /// <summary>Counts what becomes of both versions here.</summary>
    public required TrialCounter Counter { get; init; }

    /// <summary>Makes what is needed to try a version, and changes nothing that runs.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="before">The base as it is configured.</param>
    /// <param name="candidate">The version.</param>
    /// <exception cref="Pipelines.ComponentConfigurationException">It cannot be made.</exception>
    public static TriedConfiguration Make(Trial trial, GroupModel before, PreparedConfiguration candidate)
    {
        var share = new TrialShare(trial.Number, trial.Share);
        var endpoints = TriedEndpoints.Of(before, candidate.Loaded.Model);
        foreach (var application in candidate.Loaded.Model.Applications)
        {
            foreach (var port in application.SendPorts.Where(port => endpoints.Ports.Contains(port.Name)))
                _ = candidate.Pipelines.Of(application, port);
            foreach (var port in application.ReceivePorts)
                foreach (var location in port.Locations.Where(one => endpoints.Locations.Contains(one.Name)))
                    _ = candidate.Pipelines.Of(application, port, location);
        }

        return new TriedConfiguration(trial, candidate, endpoints)
        {
            Candidate = candidate, Share = share,
            Counter = new TrialCounter(share, endpoints.All, endpoints.Filters.Count > 0),
        };
    }

    /// <summary>The same as operators let it run.</summary>
    public TriedConfiguration As(IReadOnlyList<OperatedPort> operated) =>
        this with { Candidate = Configured.As(operated) };
}
