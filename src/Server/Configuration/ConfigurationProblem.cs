namespace Viaduct.Server.Configuration;

/// <summary>A mistake in a configuration.</summary>
/// <param name="Severity">Whether the configuration is refused.</param>
/// <param name="File">The file, relative to the configuration's folder, with <c>/</c>.</param>
/// <param name="Line">The line, from 1; 0 if the problem is not at a line.</param>
/// <param name="Column">The column, from 1; 0 if unknown.</param>
/// <param name="What">What is wrong, in one sentence.</param>
/// <param name="Why">Why that is wrong.</param>
/// <param name="Fix">What to do.</param>
public sealed record ConfigurationProblem(
    ProblemSeverity Severity, string File, int Line, int Column, string What, string Why, string Fix)
{
    /// <summary>Problems for people, as <see cref="ToString"/> gives them: one at several places once.</summary>
    /// <param name="problems">The problems.</param>
    public static IEnumerable<string> Describe(IEnumerable<ConfigurationProblem> problems) => problems
        .GroupBy(problem => (problem.Severity, problem.What, problem.Why, problem.Fix))
        .Select(same => same.Count() == 1
            ? same.First().ToString()
            : $"{same.First()}\n  also: {string.Join(", ", same.Skip(1).Select(other => other.PlaceText()))}");

    /// <summary>Three lines for people: place and what, why, fix.</summary>
    public override string ToString()
    {
        string severity = Severity == ProblemSeverity.Error ? "error" : "warning";
        return $"{PlaceText()}: {severity}: {What}\n  why: {Why}\n  fix: {Fix}";
    }

    private string PlaceText() => (Line, Column) switch
    {
        (0, _) => File,
        (_, 0) => $"{File}:{Line}",
        _ => $"{File}:{Line}:{Column}",
    };
}
