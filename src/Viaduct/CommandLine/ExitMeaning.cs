namespace Viaduct.Cli.CommandLine;

/// <summary>What one exit code means after one command.</summary>
/// <param name="Code">The code.</param>
/// <param name="Text">What it says.</param>
internal sealed record ExitMeaning(int Code, string Text)
{
    /// <summary>The codes of most commands.</summary>
    public static IReadOnlyList<ExitMeaning> Usual { get; } =
    [
        new((int)ExitCode.Ok, "done, and nothing is wrong"),
        new(
            (int)ExitCode.Problem,
            "done, and something is wrong: a mistake in a configuration, an item that cannot be resumed"),
        new((int)ExitCode.BadUsage, "not done: the arguments or the input cannot be used"),
        new((int)ExitCode.NoStore, "not done: no server answers, or the store cannot be reached or refuses"),
        new((int)ExitCode.Defect, "not done: a defect in Viaduct"),
    ];

    /// <summary>The usual codes without those of a store, with meanings of the command's own.</summary>
    public static IReadOnlyList<ExitMeaning> WithoutStore(params ReadOnlySpan<ExitMeaning> own)
    {
        var all = Usual.Where(meaning => meaning.Code is not ((int)ExitCode.NoStore or (int)ExitCode.Problem))
            .ToDictionary(meaning => meaning.Code);
        foreach (var meaning in own) all[meaning.Code] = meaning;
        return [.. all.Values.OrderBy(meaning => meaning.Code)];
    }
}
