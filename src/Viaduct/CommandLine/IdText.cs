using System.CommandLine;
using System.CommandLine.Parsing;

namespace Viaduct.Cli.CommandLine;

/// <summary>Ids as users write them. What is none is refused before anything is done.</summary>
internal static class IdText
{
    private const int LengthMax = 60;

    /// <summary>Makes an option take an id.</summary>
    public static Option<Guid?> TakesId(this Option<Guid?> option)
    {
        option.CustomParser = result => Read(result).Cast<Guid?>().FirstOrDefault();
        return option;
    }

    /// <summary>Makes an argument take an id.</summary>
    public static Argument<Guid> TakesId(this Argument<Guid> argument)
    {
        argument.CustomParser = result => Read(result).FirstOrDefault();
        return argument;
    }

    /// <summary>Makes an argument take ids.</summary>
    public static Argument<Guid[]> TakesIds(this Argument<Guid[]> argument)
    {
        argument.CustomParser = Read;
        return argument;
    }

    private static Guid[] Read(ArgumentResult result)
    {
        var ids = new List<Guid>(result.Tokens.Count);
        foreach (var token in result.Tokens)
            if (Guid.TryParse(token.Value, out var id)) ids.Add(id);
            else result.AddError($"'{SafeText.Short(token.Value, LengthMax)}' is not an id. Ids look like "
                + "019a8c1e-5b0f-7d11-9a43-6f1f0c5e2b77, and 'viaduct messages list' shows them.");
        return [.. ids];
    }
}
