using Viaduct.Core.Pipelines;
using Viaduct.Core.Route;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Resolving;

/// <summary>Warns of promotions that the schemas of the application say never find anything.</summary>
internal static class PromotionCheck
{
    /// <summary>Adds a warning for each.</summary>
    /// <param name="written">The promotions, with where they stand.</param>
    /// <param name="disassemblers">The disassemblers of the application.</param>
    /// <param name="results">The types that its maps give; null for one that only its results tell.</param>
    /// <param name="problems">Gets the warnings.</param>
    public static void Check(
        IEnumerable<(ConfiguredPromotion Promotion, YamlMapping Source)> written,
        IReadOnlyList<IDisassembler> disassemblers, IReadOnlyList<string?> results, ConfigurationProblems problems)
    {
        var knowing = disassemblers.OfType<IKnowsDocuments>().ToList();
        // One that takes anything may take any type, and a map may give any.
        bool areAllKnown = knowing.Count == disassemblers.Count && knowing.TrueForAll(k => k.MessageTypes is not null)
            && results.All(type => type is not null);
        string[] types =
        [
            .. knowing.SelectMany(k => k.MessageTypes ?? []).Concat(results.OfType<string>())
                .Distinct(StringComparer.Ordinal),
        ];
        foreach (var (promotion, source) in written)
        {
            bool isDeclared = types.Contains(promotion.MessageType, StringComparer.Ordinal);
            if (!isDeclared && areAllKnown && types.Length > 0) Undeclared(promotion, source, types, problems);
            else if (knowing.Select(k => k.DoubtOf(promotion)).FirstOrDefault(doubt => doubt is not null) is { } doubt)
                problems.Warning(source.PlaceOf(KeyOf(promotion.Form)),
                    $"The {KeyOf(promotion.Form)} {promotion.Path} finds nothing in {promotion.MessageType}.",
                    $"{doubt}.", $"Correct the {KeyOf(promotion.Form)}, or the schema.");
        }
    }

    private static string KeyOf(PromotionForm form) => form switch
    {
        PromotionForm.Pointer => "pointer",
        PromotionForm.Column => "column",
        _ => "path",
    };

    private static void Undeclared(
        ConfiguredPromotion promotion, YamlMapping source, string[] types, ConfigurationProblems problems)
    {
        string? near = Spelling.Nearest(promotion.MessageType, types);
        problems.Warning(source.PlaceOf("messageType"),
            $"No schema of the application declares documents of type {promotion.MessageType}.",
            "A property is taken from documents of its type only, so it would never have a value.",
            near is null ? $"Write one of {string.Join(", ", types.Take(5))}." : $"Write {near}.");
    }
}
