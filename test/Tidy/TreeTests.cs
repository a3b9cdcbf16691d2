using System.Text;
using Viaduct.Tidy.Rules;

namespace Viaduct.Tidy;

/// <summary>The tree of this repository keeps its rules.</summary>
public class TreeTests
{
    private const int FindingsShownMax = 60;

    private static readonly IRule[] All =
    [
        new FileLengthRule(),
        new MethodLengthRule(),
        new ConstructorParametersRule(),
        new LineWidthRule(),
        new PublicShareRule(),
        new OpenMarksRule(),
        new OneTypePerFileRule(),
        new FolderNamespaceRule(),
        new NameSuffixRule(),
        new WordsRule(),
        new TestSleepRule(),
        new CoreWallsRule(),
        new PureRoomsRule(),
        new ProjectWallsRule(),
        new ProjectFileRule(),
        new LicenceRule(LicenceRule.PackageCache),
        new DocumentsRule(),
        new MachinePlacesRule(),
        new SuppressionRule(),
        new FrozenRule(),
        new LogMethodsRule(),
    ];

    /// <summary>The names of all rules.</summary>
    public static TheoryData<string> Names => [.. All.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Tree_KeepsRule(string name)
    {
        var rule = All.Single(rule => rule.Name == name);
        var tree = SourceTree.OfRepository;
        Report(rule.Name, rule.Why, rule.Fix, new RuleExceptions(tree).Remaining(rule, rule.Check(tree)));
    }

    [Fact]
    public void Exceptions_AreAllNeeded()
    {
        var tree = SourceTree.OfRepository;
        var all = All.SelectMany(rule => rule.Check(tree).Select(finding => (rule, finding)));
        var unused = new RuleExceptions(tree).Unused(all);
        Report("exceptions", "An exception that outlives its case hides the next one.", "Delete the line.", unused);
    }

    private static void Report(string name, string why, string fix, IReadOnlyList<Finding> findings)
    {
        if (findings.Count == 0)
        {
            return;
        }
        var text = new StringBuilder()
            .AppendLine($"{findings.Count} × {name}")
            .AppendLine($"why: {why}")
            .AppendLine($"fix: {fix} An exception needs a line with its reason in {RuleExceptions.ListPath}.");
        foreach (var finding in findings.Take(FindingsShownMax))
        {
            text.AppendLine(finding.ToString());
        }
        Assert.Fail(text.ToString());
    }
}
