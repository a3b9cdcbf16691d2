using Viaduct.Core.Messages;
using Viaduct.Server.Configuration.Resolving;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Validation;

/// <summary>
/// A property has one type in the whole group: a message of one application is matched against the filters of all.
/// </summary>
internal sealed class PropertyTypeValidator : IConfigurationValidator
{
    public void Validate(ConfigurationDraft draft, ConfigurationProblems problems)
    {
        Dictionary<PropertyKey, (PropertyValueKind Kind, string Application)> types = [];
        foreach (var application in draft.Applications)
        {
            foreach (var schema in application.PropertySchemas)
            {
                foreach (var property in schema.Properties)
                {
                    var declared = (property.Kind, application.Config.Application);
                    if (types.TryAdd(property.Key, declared) || types[property.Key].Kind == property.Kind) continue;
                    var (kind, other) = types[property.Key];
                    problems.Error(PlaceOf(application, schema.Prefix), $"The property {property.Key} has two types.",
                        $"Here it is a {property.Kind}, in the application {other} a {kind}, "
                        + "and filters of both see the same messages.",
                        "Declare it with the same type in both.");
                }
            }
        }
    }

    private static SourcePlace PlaceOf(ApplicationDraft application, string prefix) =>
        application.Config.PropertySchemas.First(s => s.Prefix == prefix).Source.Place;
}
