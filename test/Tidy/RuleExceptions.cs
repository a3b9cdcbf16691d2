namespace Viaduct.Tidy;

/// <summary>
/// The one list of exceptions: a line each, <c>rule | path or path#symbol | reason</c>. A line that excuses nothing
/// any more is itself a fault, so that the list stays honest.
/// </summary>
internal sealed class RuleExceptions
{
    /// <summary>Where the list lies.</summary>
    public const string ListPath = "eng/tidy-exceptions.txt";

    private readonly List<(string Rule, string Subject, string Reason, int Line)> _entries = [];

    /// <summary>Reads the list of a tree.</summary>
    public RuleExceptions(SourceTree tree)
    {
        var file = tree.Files.FirstOrDefault(file => file.Path == ListPath);
        foreach (var (text, index) in (file?.Lines ?? []).Select((text, index) => (text.Trim(), index)))
        {
            if (text.Length == 0 || text.StartsWith('#'))
            {
                continue;
            }
            var parts = text.Split('|', StringSplitOptions.TrimEntries);
            Assert.True(
                parts is [_, _, { Length: >= 10 }],
                $"{ListPath}:{index + 1}: write 'rule | path or path#symbol | reason', with a reason.");
            _entries.Add((parts[0], parts[1], parts[2], index + 1));
        }
    }

    /// <summary>The findings of a rule that no exception covers.</summary>
    public IReadOnlyList<Finding> Remaining(IRule rule, IEnumerable<Finding> findings) =>
        [.. findings.Where(finding => !_entries.Exists(entry => Covers(entry.Rule, entry.Subject, rule, finding)))];

    /// <summary>The lines of the list that cover nothing.</summary>
    public IReadOnlyList<Finding> Unused(IEnumerable<(IRule Rule, Finding Finding)> all)
    {
        var found = all.ToList();
        return
        [
            .. from entry in _entries
               where !found.Exists(one => Covers(entry.Rule, entry.Subject, one.Rule, one.Finding))
               select new Finding(ListPath, entry.Line, $"'{entry.Rule} | {entry.Subject}' excuses nothing any more"),
        ];
    }

    private static bool Covers(string name, string subject, IRule rule, Finding finding) =>
        name == rule.Name && (subject == finding.Subject || subject == finding.Path);
}
