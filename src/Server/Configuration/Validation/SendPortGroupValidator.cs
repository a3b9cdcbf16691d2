using Viaduct.Core.Route;
using Viaduct.Server.Configuration.Resolving;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Validation;

/// <summary>The members of a send port group exist, once each.</summary>
internal sealed class SendPortGroupValidator : IConfigurationValidator
{
    public void Validate(ConfigurationDraft draft, ConfigurationProblems problems)
    {
        var ports = draft.SendPorts.Select(p => p.Config.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var group in draft.SendPortGroups)
        {
            if (group.Config.Source.Find("ports")?.Value is not YamlSequence written) continue;
            if (written.Items.Count == 0)
            {
                problems.Error(written.Place,
                    $"The send port group {WrittenName.Show(group.Config.Name)} has no ports.",
                    "Nothing would be sent.", "Add send ports, or remove the group.");
            }

            HashSet<string> seen = new(StringComparer.Ordinal);
            foreach (var member in written.Items.OfType<YamlScalar>())
            {
                if (!ports.Contains(member.Text))
                {
                    string? near = Spelling.Nearest(member.Text, ports.Order(StringComparer.Ordinal));
                    problems.Error(member.Place, $"There is no send port {member.Text}.",
                        "Members of a group are send ports.",
                        near is null ? "Add the port, or remove it from the group." : $"Write {near}.");
                }
                else if (!seen.Add(member.Text))
                {
                    problems.Error(member.Place, $"{member.Text} stands twice in the group.",
                        "A message goes to a port once.", "Remove one of them.");
                }
            }
        }
    }
}
