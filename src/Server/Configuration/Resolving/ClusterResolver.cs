using System.Globalization;
using Viaduct.Core.Model;
using Viaduct.Server.Configuration.Documents;

namespace Viaduct.Server.Configuration.Resolving;

/// <summary>What is written of a clustered host, as the runtime reads it.</summary>
internal static class ClusterResolver
{
    private const string TimeOfDay = "HH:mm";

    /// <summary>The cluster of a host; null if it is not clustered.</summary>
    public static ClusterModel? Resolve(HostConfig host) => host.Cluster is not { } cluster
        ? null
        : new ClusterModel(GroupOf(host)!)
        {
            Owners = cluster.Owners, Preferred = cluster.Preferred,
            Failback = FailbackOf(cluster.Failback) ?? FailbackModel.Never,
        };

    /// <summary>The cluster group of a host; null if it is not clustered.</summary>
    public static string? GroupOf(HostConfig host) => host.Cluster is not { } cluster
        ? null
        : cluster.Group.Length > 0 ? cluster.Group : host.Name;

    /// <summary>When it goes back; null if nobody can tell from the text.</summary>
    public static FailbackModel? FailbackOf(string text)
    {
        if (text == ClusterConfig.Never) return FailbackModel.Never;
        if (text == ClusterConfig.Immediate) return FailbackModel.Immediate;
        return text.Split('-') is [var first, var last] && TimeOf(first) is { } from && TimeOf(last) is { } until
            && from != until
            ? new FailbackModel { IsWanted = true, From = from, Until = until }
            : null;
    }

    private static TimeOnly? TimeOf(string text) => TimeOnly.TryParseExact(
        text.Trim(), TimeOfDay, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
