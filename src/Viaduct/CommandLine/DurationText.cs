using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Viaduct.Cli.CommandLine;

/// <summary>Times as users write them in options: <c>250ms</c>, <c>1.5s</c>, <c>2m</c>.</summary>
internal static class DurationText
{
    private static readonly (string Unit, double Milliseconds)[] Units = [("ms", 1), ("s", 1_000), ("m", 60_000)];

    /// <summary>Makes an option take a time between two others.</summary>
    public static Option<TimeSpan?> TakesDuration(this Option<TimeSpan?> option, TimeSpan min, TimeSpan max)
    {
        option.CustomParser = result => Read(result, option.Name, min, max);
        return option;
    }

    /// <summary>The time that a text says; null if it says none.</summary>
    public static TimeSpan? Read(string text)
    {
        foreach (var (unit, milliseconds) in Units)
        {
            if (!text.EndsWith(unit, StringComparison.Ordinal)) continue;
            bool isNumber = double.TryParse(
                text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                out double number);
            return isNumber && number <= 1_000_000 ? TimeSpan.FromMilliseconds(number * milliseconds) : null;
        }

        return null;
    }

    private static TimeSpan? Read(ArgumentResult result, string option, TimeSpan min, TimeSpan max)
    {
        string text = result.Tokens[0].Value;
        var time = Read(text);
        if (time is null) result.AddError($"{option} '{SafeText.Short(text, 40)}' is not a time: 250ms, 1.5s or 2m.");
        else if (time < min || time > max)
            result.AddError($"{option} is {text}, and lies between {Words.Duration(min)} and {Words.Duration(max)}.");
        return time;
    }
}
