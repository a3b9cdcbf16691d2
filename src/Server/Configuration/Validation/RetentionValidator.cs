using Viaduct.Core.Route;
using Viaduct.Core.Store;
using Viaduct.Server.Configuration.Documents;
using Viaduct.Server.Configuration.Resolving;

namespace Viaduct.Server.Configuration.Validation;

/// <summary>Ports name retention classes that are there, and there are not too many.</summary>
internal sealed class RetentionValidator : IConfigurationValidator
{
    public void Validate(ConfigurationDraft draft, ConfigurationProblems problems)
    {
        string[] names =
        [
            .. draft.Group.Retention.Select(r => r.Name).Append(RetentionClass.DefaultName)
                .Distinct(StringComparer.Ordinal),
        ];
        if (names.Length > RetentionClass.ClassesMax)
            problems.Error(draft.Group.Source.PlaceOf("retention"), $"There are {names.Length} retention classes.",
                $"There are at most {RetentionClass.ClassesMax}, with {RetentionClass.DefaultName}, which is always "
                + "there.",
                "Let ports share classes.");
        var written = draft.ReceivePorts.Select(p => p.Config.Track)
            .Concat(draft.Locations.Select(l => l.Config.Track))
            .Concat(draft.SendPorts.Select(p => p.Config.Track));
        foreach (var track in written.OfType<TrackConfig>())
        {
            if (names.Contains(track.Retention, StringComparer.Ordinal)) continue;
            string? near = Spelling.Nearest(track.Retention, names);
            problems.Error(track.Source.PlaceOf("retention"), $"The retention class {track.Retention} is not there.",
                $"Classes are {string.Join(", ", names)}.",
                near is null ? "Add it to retention of the group, or name one of these." : $"Write {near}.");
        }
    }
}
