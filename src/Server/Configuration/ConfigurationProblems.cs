using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration;

/// <summary>Collects the problems of a configuration, so that all are told at once.</summary>
internal sealed class ConfigurationProblems
{
    /// <summary>More than this is not read by anybody; the rest is counted.</summary>
    public const int CountMax = 1_000;

    private readonly List<ConfigurationProblem> _problems = [];
    private int _left;

    public int ErrorCount { get; private set; }

    public bool HasErrors => ErrorCount > 0;

    /// <summary>All problems by file and place, errors and warnings mixed.</summary>
    public IReadOnlyList<ConfigurationProblem> ToList()
    {
        // An aliased part is read once per use, and a file may be named twice: the same mistake is told once. Warnings
        // about a value that is wrong anyway are noise.
        var wrong = _problems.Where(p => p.Severity == ProblemSeverity.Error).Select(PlaceOf).ToHashSet();
        List<ConfigurationProblem> all =
        [
            .. _problems.Where(p => p.Severity == ProblemSeverity.Error || !wrong.Contains(PlaceOf(p)))
                .DistinctBy(p => p with { Fix = "" })
                .OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line).ThenBy(p => p.Column),
        ];
        if (_left > 0)
        {
            all.Add(new ConfigurationProblem(ProblemSeverity.Error, all[^1].File, 0, 0, $"{_left:N0} more problems.",
                $"Only the first {CountMax:N0} are shown.", "Correct those and validate again."));
        }

        return all;
    }

    public void Error(SourcePlace place, string what, string why, string fix) =>
        Add(new ConfigurationProblem(ProblemSeverity.Error, place.File, place.Line, place.Column, what, why, fix));

    public void Warning(SourcePlace place, string what, string why, string fix) =>
        Add(new ConfigurationProblem(ProblemSeverity.Warning, place.File, place.Line, place.Column, what, why, fix));

    private static SourcePlace PlaceOf(ConfigurationProblem problem) => new(problem.File, problem.Line, problem.Column);

    private void Add(ConfigurationProblem problem)
    {
        if (problem.Severity == ProblemSeverity.Error) ErrorCount++;
        if (_problems.Count < CountMax) _problems.Add(problem);
        else _left++;
    }
}
