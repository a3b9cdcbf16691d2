using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Xml.Promotion;

/// <summary>Why a value of a document is not taken as a property.</summary>
internal static class PropertyFailures
{
    /// <summary>The longest value, in characters, that all of these properties may have.</summary>
    public static int LongestOf(IReadOnlyList<PlannedProperty> properties, int promotedMax) =>
        properties.Any(property => property.Promoted)
            ? promotedMax
            : (int)Math.Min((long)promotedMax * DocumentLimits.WrittenFactor, int.MaxValue);

    /// <summary>It is too long.</summary>
    public static Failure TooLong(PlannedProperty property, int max, int promotedMax, FailurePlace place) => new(
        FailureCodes.Limit,
        $"The value of the property {property.Key} is longer than {max:N0} characters, which follows from "
            + $"limits.promotedCharacters (now {promotedMax:N0}). Take a shorter value, or do not take this one out of "
            + $"the document. Its path is {property.Path}.",
        place);

    /// <summary>It is not of the property's kind.</summary>
    public static Failure Unreadable(PlannedProperty property, string text, FailurePlace place) => new(
        FailureCodes.Invalid,
        $"'{Excerpt.Of(text)}' is no {property.Kind}, which the property {property.Key} is by its schema or "
            + "configuration. Have the sender correct the value, or declare the property as a string. Its path "
            + $"is {property.Path}.",
        place);
}
