namespace Viaduct.Tidy.Rules;

/// <summary>Project files stay small, locked and part of the solution.</summary>
internal sealed class ProjectFileRule : IRule
{
    private const int LinesMax = 20;

    /// <inheritdoc/>
    public string Name => "project-file";

    /// <inheritdoc/>
    public string Why => $"Each decision has one place: a project says what it references, in under {LinesMax} lines.";

    /// <inheritdoc/>
    public string Fix =>
        "Move settings to Directory.Build.props, restore to write packages.lock.json, add the project to Viaduct.slnx.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(SourceTree tree)
    {
        var solution = tree.Files.FirstOrDefault(file => file.Path == "Viaduct.slnx")?.Text ?? "";
        foreach (var project in tree.Projects)
        {
            if (project.LineCount >= LinesMax)
            {
                yield return new Finding(project.Path, 0, $"{project.LineCount} lines");
            }
            if (!tree.Exists($"{project.Folder}/packages.lock.json"))
            {
                yield return new Finding(project.Path, 0, "no packages.lock.json beside it");
            }
            if (!solution.Contains($"\"{project.Path}\"", StringComparison.Ordinal))
            {
                yield return new Finding(project.Path, 0, "not in Viaduct.slnx");
            }
            if (project.Text.Contains(" Version=", StringComparison.Ordinal))
            {
                yield return new Finding(project.Path, 0, "a version of its own");
            }
        }
    }
}
