using Viaduct.Core.Model;
using Viaduct.Server.Configuration.Resolving;

namespace Viaduct.Server.Configuration.Validation;

/// <summary>Warns about what no message reaches or leaves.</summary>
internal sealed class ReachabilityValidator : IConfigurationValidator
{
    public void Validate(ConfigurationDraft draft, ConfigurationProblems problems)
    {
        // If something could not be read, it may have been the application.
        if (draft.Applications.Count == 0 && !problems.HasErrors)
        {
            problems.Warning(draft.Group.Source.Place, "There is no application.", "Nothing is received or sent.",
                "Add a document that begins with application: NAME.");
        }

        var fed = draft.SendPortGroups.Where(g => g.Config.Filter is not null)
            .SelectMany(g => g.Config.Ports).ToHashSet(StringComparer.Ordinal);
        foreach (var port in draft.SendPorts.Select(p => p.Config))
        {
            bool isFed = port.Source.Find("filter") is not null || fed.Contains(port.Name);
            if (isFed || port.State == SendPortState.Unenlisted) continue;
            problems.Warning(port.Source.Place, $"No message reaches the send port {WrittenName.Show(port.Name)}.",
                "It has no filter and is in no send port group with one.", "Add a filter, or write state: unenlisted.");
        }

        foreach (var group in draft.SendPortGroups.Select(g => g.Config).Where(g => g.Source.Find("filter") is null))
        {
            problems.Warning(group.Source.Place, $"The send port group {WrittenName.Show(group.Name)} has no filter.",
                "Its members get only what they want themselves.", "Add a filter, or remove the group.");
        }
    }
}
