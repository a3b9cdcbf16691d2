using Viaduct.Server.Configuration.Documents;
using Viaduct.Server.Configuration.Resolving;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Validation;

/// <summary>Every cluster group has servers on which it can be active, and its hosts agree on them.</summary>
internal sealed class ClusterValidator : IConfigurationValidator
{
    private const int NameMax = 200;

    public void Validate(ConfigurationDraft draft, ConfigurationProblems problems)
    {
        HostConfig[] clustered = [.. draft.Group.Hosts.Where(host => host.Cluster is not null)];
        foreach (var host in clustered) Check(host, host.Cluster!, problems);
        foreach (var group in clustered.GroupBy(ClusterResolver.GroupOf, StringComparer.Ordinal))
            CheckGroup(group.Key!, [.. group], problems);
    }

    private static void Check(HostConfig host, ClusterConfig cluster, ConfigurationProblems problems)
    {
        var source = cluster.Source;
        if (ClusterResolver.GroupOf(host)!.Length > NameMax)
            problems.Error(source.PlaceOf("group"), "The name of the cluster group is too long.",
                $"It has up to {NameMax} characters.", "Write a shorter group.");
        if (ClusterResolver.FailbackOf(cluster.Failback) is null)
            problems.Error(source.PlaceOf("failback"), $"{WrittenName.Show(cluster.Failback)} is no time of failback.",
                "It is never, immediate, or two different times of the day.", "Write for example 22:00-06:00 (UTC).");
        if (source.Find("owners")?.Value is YamlSequence { Items.Count: 0 } owners)
            problems.Error(owners.Place, "The cluster has no owners.", "The host would be active nowhere.",
                "Name servers, or remove owners: then it is active where the host runs.");
        CheckNames(source, "owners", host.Servers, "The host does not run on", "the servers of the host", problems);
        CheckNames(source, "preferred", cluster.Owners, "It may not be active on", "the owners", problems);
        if (cluster.Owners.Count == 0)
            CheckNames(source, "preferred", host.Servers, "The host does not run on", "the servers of the host",
                problems);
        if (cluster.Preferred.Count == 0 && cluster.Failback != ClusterConfig.Never)
            problems.Error(source.PlaceOf("failback"), "It has a time of failback, and no server that is preferred.",
                "It goes back to a preferred server.", "Add preferred: [ … ], or remove failback.");
        int servers = cluster.Owners.Count > 0 ? cluster.Owners.Count : host.Servers.Count;
        if (servers == 1)
            problems.Warning(source.Place, "Only one server can have this cluster.",
                "When it is lost or drained, nothing is received until it is back.", "Name a second one.");
    }

    private static void CheckNames(
        YamlMapping source, string key, IReadOnlyList<string> allowed, string why, string where,
        ConfigurationProblems problems)
    {
        if (source.Find(key)?.Value is not YamlSequence written) return;
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var server in written.Items.OfType<YamlScalar>())
        {
            if (!seen.Add(server.Text))
                problems.Error(server.Place, $"{WrittenName.Show(server.Text)} stands twice in {key}.",
                    "Each server has one place.", "Remove one of them.");
            else if (allowed.Count > 0 && !allowed.Contains(server.Text, StringComparer.Ordinal))
                problems.Error(server.Place, $"{why} {WrittenName.Show(server.Text)}.",
                    $"{key} names servers that stand in {where}: {string.Join(", ", allowed)}.",
                    $"Remove it, or add it to {where}.");
        }
    }

    private static void CheckGroup(string name, IReadOnlyList<HostConfig> hosts, ConfigurationProblems problems)
    {
        var first = hosts[0];
        foreach (var host in hosts.Skip(1))
            if (!Says(first.Cluster!).SequenceEqual(Says(host.Cluster!), StringComparer.Ordinal))
                problems.Error(host.Cluster!.Source.Place,
                    $"{WrittenName.Show(host.Name)} says something else of cluster group {WrittenName.Show(name)} than "
                    + $"{WrittenName.Show(first.Name)}.",
                    "Its hosts move together: owners, preferred and failback are the same.",
                    "Write the same for both.");
    }

    private static IEnumerable<string> Says(ClusterConfig cluster) =>
        [.. cluster.Owners, "|", .. cluster.Preferred, "|", cluster.Failback];
}
