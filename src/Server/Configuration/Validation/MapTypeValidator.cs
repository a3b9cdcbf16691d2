using Viaduct.Core.Route;
using Viaduct.Server.Configuration.Resolving;

namespace Viaduct.Server.Configuration.Validation;

/// <summary>Warns of maps whose type none of the messages has that reach their port, as far as all are known.</summary>
internal sealed class MapTypeValidator : IConfigurationValidator
{
    private const int Shown = 5;

    public void Validate(ConfigurationDraft draft, ConfigurationProblems problems)
    {
        // What could not be made may have been what gives them.
        if (problems.HasErrors) return;
        foreach (var port in draft.ReceivePorts) Check(port.Maps, ReceivedBy(port), problems);
        var responses = MessageFacts.Union(draft.SendPorts.Where(port => port.Config.TwoWay).Select(RespondedBy));
        var published = MessageFacts.Union([.. draft.ReceivePorts.Select(PublishedBy), responses]);
        foreach (var port in draft.SendPorts)
        {
            Check(port.Maps, published, problems);
            Check(port.Responses.Maps, port.Responses.Messages.Types, problems);
        }

        foreach (var port in draft.ReceivePorts) Check(port.ResponseMaps, responses, problems);
    }

    private static IReadOnlyList<string>? RespondedBy(SendPortDraft port) =>
        MessageFacts.Union(
            port.Responses.Maps.Select(map => map.Results.Types).Append(port.Responses.Messages.Types));

    private static IReadOnlyList<string>? ReceivedBy(ReceivePortDraft port) =>
        MessageFacts.Union(port.Locations.Select(location => location.Messages.Types));

    private static IReadOnlyList<string>? PublishedBy(ReceivePortDraft port) =>
        MessageFacts.Union(port.Maps.Select(map => map.Results.Types).Append(ReceivedBy(port)));

    private static void Check(
        IReadOnlyList<MapDraft> maps, IReadOnlyList<string>? types, ConfigurationProblems problems)
    {
        if (types is null or []) return;
        foreach (var map in maps.Where(map => !types.Contains(map.From, StringComparer.Ordinal)))
        {
            string more = types.Count > Shown ? ", …" : "";
            string? near = Spelling.Nearest(map.From, types);
            problems.Warning(map.Place,
                $"{map.File} never runs: no message of the type {map.From} comes here.",
                $"The types are {string.Join(", ", types.Take(Shown))}{more}; what no map fits goes on unmapped.",
                near is null ? "Correct the map or its from, or add the schema of that type to a receive location."
                    : $"Write {near} in the map, or as its from.");
        }
    }
}
