using Viaduct.Core.Messages;
using Viaduct.Core.Model;
using Viaduct.Core.Route;
using Viaduct.Server.Configuration.Documents;

namespace Viaduct.Server.Configuration.Resolving;

/// <summary>Reads what is tracked at a port, and finds the properties that it names.</summary>
internal sealed class TrackResolver(FilterNames names, ConfigurationProblems problems)
{
    private const string Properties = "properties";

    /// <returns>Null if nothing is written; a property that is not known has been added to the problems.</returns>
    public TrackModel? Resolve(TrackConfig? config) => config is null
        ? null
        : new TrackModel
        {
            Before = config.Bodies.Contains(BodyWord.Before), After = config.Bodies.Contains(BodyWord.After),
            Properties = config.Properties is { } listed ? Keys(listed, config) : null, Retention = config.Retention,
        };

    private PropertyKey[] Keys(IReadOnlyList<string> listed, TrackConfig config)
    {
        var keys = new List<PropertyKey>();
        foreach (string name in listed)
        {
            if (names.Find(name) is { } property) keys.Add(property.Key);
            else
            {
                var error = names.Unknown(name, column: 1);
                problems.Error(config.Source.PlaceOf(Properties), error.What, error.Why, error.Fix);
            }
        }

        return [.. keys.Distinct()];
    }
}
