using Viaduct.Core.Pipelines;
using Viaduct.Formats.Json;
using Viaduct.Formats.Xml;
using Viaduct.Server.Configuration.Documents;

namespace Viaduct.Server.Configuration.Resolving;

/// <summary>Reads where a promotion finds its value: a path of elements, a JSON Pointer or a column.</summary>
internal sealed class PromotionPlaces(ConfigurationProblems problems)
{
    /// <summary>Where it finds it; null if that cannot be followed, and the mistake has been added.</summary>
    public (PromotionForm Form, string Path)? PlaceOf(PromotionConfig promotion)
    {
        (string Key, PromotionForm Form, string Path)[] written =
        [
            .. new[]
            {
                ("path", PromotionForm.Path, promotion.Path),
                ("pointer", PromotionForm.Pointer, promotion.Pointer),
                ("column", PromotionForm.Column, promotion.Column),
            }.Where(one => one.Item3.Length > 0),
        ];
        if (written is not [var (key, form, path)])
        {
            problems.Error(promotion.Source.Place,
                written.Length == 0 ? "Promotion has no path." : "Promotion has several places.",
                "A value stands in one place: path in documents that are XML, pointer in messages that stay JSON, "
                    + "column in files of values.",
                written.Length == 0
                    ? "Add path: /Order/Total."
                    : $"Keep one of {string.Join(", ", written.Select(one => one.Key))}.");
            return null;
        }

        if (ObjectionTo(form, path) is not { } objection) return (form, path);
        problems.Error(promotion.Source.PlaceOf(key), $"The {key} \"{path}\" cannot be followed.",
            $"It is wrong: {objection}.",
            form == PromotionForm.Pointer
                ? "Write the names and numbers from the document on, for example /order/lines/0/id."
                : "Write the elements from the root on, for example /Order/Total or /Order/@id.");
        return null;
    }

    private static string? ObjectionTo(PromotionForm form, string path) => form switch
    {
        PromotionForm.Path => PromotionPaths.ObjectionTo(path),
        PromotionForm.Pointer => PromotionPointers.ObjectionTo(path),
        _ => null,
    };
}
