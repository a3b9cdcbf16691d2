using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;
using Viaduct.Core.Route;
using Viaduct.Server.Configuration.Resolving;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Validation;

/// <summary>Warns of filters on properties that nothing in the group promotes: they can never match.</summary>
/// <param name="ofAdapters">The properties that adapters set.</param>
internal sealed class PromotedFilterValidator(IReadOnlyList<AdapterProperty> ofAdapters) : IConfigurationValidator
{
    public void Validate(ConfigurationDraft draft, ConfigurationProblems problems)
    {
        // What could not be made may have been what promotes; who only passes files through may not look at warnings
        // about what is in them.
        if (problems.HasErrors || draft.Locations.All(location => location.Pipeline.Components.Count == 0)) return;
        if (PromotedIn(draft) is not { } promoted) return;
        var declared = draft.Applications.SelectMany(a => a.PropertySchemas).SelectMany(s => s.Properties)
            .Select(property => property.Key).ToHashSet();
        declared.ExceptWith(promoted);
        declared.ExceptWith(ofAdapters.Select(property => property.Key));
        declared.RemoveWhere(key => key.Namespace == SystemProperties.MessageType.Namespace);
        foreach (var port in draft.SendPorts) Check(port.Filter, port.Config.Source, declared, problems);
        foreach (var group in draft.SendPortGroups) Check(group.Filter, group.Config.Source, declared, problems);
    }

    private static IReadOnlyList<PropertyKey>? PromotedIn(ConfigurationDraft draft) => MessageFacts.Union(
        draft.Locations.Select(location => location.Messages.Promoted)
            .Concat(draft.ReceivePorts.SelectMany(port => port.Maps).Select(map => map.Results.Promoted))
            .Concat(draft.SendPorts.Where(port => port.Config.TwoWay).Select(port => port.Responses)
                .SelectMany(r => r.Maps.Select(map => map.Results.Promoted).Append(r.Messages.Promoted))));

    private static void Check(
        Filter? filter, YamlMapping source, HashSet<PropertyKey> unpromoted, ConfigurationProblems problems)
    {
        if (filter is null || source.Find("filter")?.Value is not YamlScalar scalar) return;
        foreach (var term in filter.Terms.Where(term => unpromoted.Contains(term.Property.Key)))
            problems.Warning(scalar.PlaceOf(term.Column, out _), $"Nothing promotes {term.Property.Name}.",
                "No message that is received has the property, and a comparison with a missing property is never true.",
                "Promote it: by promote beneath the property, or in the schema of the documents that have it.");
    }
}
