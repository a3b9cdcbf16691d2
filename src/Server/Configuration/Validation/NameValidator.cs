using Viaduct.Server.Configuration.Resolving;

namespace Viaduct.Server.Configuration.Validation;

/// <summary>Names can be shown, logged and typed.</summary>
internal sealed class NameValidator : IConfigurationValidator
{
    private const int LengthMax = 128;

    public void Validate(ConfigurationDraft draft, ConfigurationProblems problems)
    {
        foreach (var name in WrittenName.In(draft))
        {
            if (Refusal(name.Name) is { } why)
                problems.Error(name.Place, $"The name of the {name.Kind} cannot be used.", why, "Write another name.");
        }
    }

    private static string? Refusal(string name)
    {
        if (name.Length == 0) return "It is empty.";
        if (name.Length > LengthMax) return $"It has more than {LengthMax} characters.";
        if (name.Any(char.IsControl)) return "It has a control character.";
        if (char.IsWhiteSpace(name[0]) || char.IsWhiteSpace(name[^1])) return "It begins or ends with a space.";
        return name.Any(c => c is '"' or '\'' or '/' or '\\') ? "It has a quote or a slash." : null;
    }
}
