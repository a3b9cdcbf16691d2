using Viaduct.Server.Configuration.Resolving;

namespace Viaduct.Server.Configuration.Validation;

/// <summary>The limits fit one another.</summary>
internal sealed class LimitsValidator : IConfigurationValidator
{
    public void Validate(ConfigurationDraft draft, ConfigurationProblems problems)
    {
        var limits = draft.Group.Limits;
        if (limits.InlineBytes > limits.BodyBytes)
            problems.Error(draft.Group.Source.PlaceOf("limits"), "limits.inlineBytes is larger than limits.bodyBytes.",
                "A body that may be kept in memory must be allowed at all.", "Lower inlineBytes, or raise bodyBytes.");
        if (limits.SliceBytes > limits.InterchangeBytes)
            problems.Error(
                draft.Group.Source.PlaceOf("limits"), "limits.sliceBytes is larger than limits.interchangeBytes.",
                "An interchange is divided into slices when it is larger than interchangeBytes.",
                "Lower sliceBytes, or raise interchangeBytes.");
    }
}
