using Viaduct.Core.Route;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Resolving;

/// <summary>Reads filters with the names of one application.</summary>
internal sealed class FilterResolver(FilterNames names, ConfigurationProblems problems)
{
    /// <returns>The filter, or null if there is none or it has mistakes; those have been added.</returns>
    public Filter? Resolve(YamlMapping source)
    {
        if (source.Find("filter")?.Value is not YamlScalar { IsNothing: false } scalar) return null;
        var result = Filter.Parse(scalar.Text, names);
        foreach (var error in result.Errors)
        {
            var place = scalar.PlaceOf(error.Column, out bool isExact);
            string what = isExact ? error.What : $"At character {error.Column} of the filter: {error.What}";
            problems.Error(place, what, error.Why, error.Fix);
        }

        return result.Filter;
    }
}
