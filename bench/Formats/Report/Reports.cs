using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Viaduct.FormatsBench.Report;

/// <summary>Writes the result.</summary>
internal static class Reports
{
    private const int Digits = 4;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>One object: the lines by name; a ratio has its interval beside it as ratioLow and ratioHigh.</summary>
    public static string Json(IReadOnlyList<Figure> figures)
    {
        var json = new JsonObject();
        foreach (var figure in figures)
        {
            var one = new JsonObject { ["unit"] = figure.Unit, ["value"] = Math.Round(figure.Value, Digits) };
            if (figure.Bare is { } bare) one["bare"] = Math.Round(bare, Digits);
            if (figure.Ratio is { } ratio)
            {
                one["ratio"] = Math.Round(ratio.Value, Digits);
                one["ratioLow"] = Math.Round(ratio.Low, Digits);
                one["ratioHigh"] = Math.Round(ratio.High, Digits);
            }

            if (figure.Bar is { } bar) one["bar"] = bar;
            json[figure.Name] = one;
        }

        json["missed"] = new JsonArray(
            [.. figures.Where(figure => figure.IsMissed).Select(figure => (JsonNode?)figure.Name)]);
        return json.ToJsonString(Indented);
    }

    /// <summary>A table for people.</summary>
    public static string Table(IReadOnlyList<Figure> figures)
    {
        var text = new StringBuilder();
        text.AppendLine($"{"",-20} {"",12} {"",-11} {"bare",12} {"ratio",7} {"low",7} {"high",7} {"bar",9}");
        foreach (var figure in figures)
        {
            string bar = figure.Bar is { } known ? $"{(figure.IsMost ? "≤" : "≥")} {known:G4}" : "";
            text.Append($"{figure.Name,-20} {figure.Value,12:N1} {figure.Unit,-11} {figure.Bare,12:N1} ")
                .Append($"{figure.Ratio?.Value,7:N2} {figure.Ratio?.Low,7:N2} {figure.Ratio?.High,7:N2} {bar,9}")
                .Append(figure.IsMissed ? " MISSED\n" : "\n");
        }

        return text.ToString();
    }
}
