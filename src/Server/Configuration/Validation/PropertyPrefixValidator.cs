using Viaduct.Server.Configuration.Resolving;

namespace Viaduct.Server.Configuration.Validation;

/// <summary>A prefix is a plain word and stands for one namespace within an application.</summary>
internal sealed class PropertyPrefixValidator(IReadOnlyList<string> reserved) : IConfigurationValidator
{
    public void Validate(ConfigurationDraft draft, ConfigurationProblems problems)
    {
        foreach (var application in draft.Applications)
        {
            HashSet<string> seen = new(StringComparer.Ordinal);
            foreach (var schema in application.Config.PropertySchemas.Where(s => s.Source.Find("prefix") is not null))
            {
                var place = schema.Source.PlaceOf("prefix");
                if (!IsWord(schema.Prefix))
                {
                    problems.Error(place, $"\"{schema.Prefix}\" cannot be a prefix.",
                        "Filters write the prefix before a point, so it is a plain word.",
                        "Use letters, digits, - and _, a letter first.");
                }
                else if (reserved.Contains(schema.Prefix, StringComparer.Ordinal))
                {
                    problems.Error(place, $"The prefix {schema.Prefix} is taken.",
                        "It stands for properties of the system or of an adapter.", "Use another prefix.");
                }
                else if (!seen.Add(schema.Prefix))
                {
                    problems.Error(place, $"The prefix {schema.Prefix} is taken.",
                        "Another property schema of the application has it.",
                        "Use another prefix, or put the properties together.");
                }
            }
        }
    }

    private static bool IsWord(string prefix) =>
        prefix.Length is > 0 and <= 64 && char.IsLetter(prefix[0])
            && prefix.All(c => char.IsLetterOrDigit(c) || c is '-' or '_');
}
