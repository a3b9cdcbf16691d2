using Viaduct.Server.Configuration.Resolving;

namespace Viaduct.Server.Configuration.Validation;

/// <summary>A name stands for one thing, also if only its case differs: people would confuse the two.</summary>
internal sealed class UniqueNameValidator : IConfigurationValidator
{
    public void Validate(ConfigurationDraft draft, ConfigurationProblems problems)
    {
        var written = WrittenName.In(draft).Where(n => n.Name.Length > 0);
        foreach (var space in written.GroupBy(n => n.Space, StringComparer.Ordinal))
        {
            foreach (var same in space.GroupBy(n => n.Name, StringComparer.OrdinalIgnoreCase))
            {
                var first = same.First();
                foreach (var again in same.Skip(1))
                {
                    problems.Error(again.Place, $"The name {again.Name} is taken.",
                        $"The {first.Kind} in {first.Place.File}, line {first.Place.Line}, has it, "
                        + $"and {space.Key} have different names.",
                        "Rename one of them.");
                }
            }
        }
    }
}
