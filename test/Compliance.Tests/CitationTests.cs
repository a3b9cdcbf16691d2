using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;
using Viaduct.Support;

namespace Viaduct.Compliance.Tests;

/// <summary>Every rule of the message box, every numbered sentence of a contract has a test that cites it.</summary>
public sealed partial class CitationTests
{
    /// <summary>Rules that no suite can prove through the contract, and who proves them.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        ["17"] = "About plans: the tests of each store look at its own.",
        ["18"] = "About the runtime, which hands over what it has committed.",
        ["72"] = "About the runtime, which asks its configuration with every commit.",
        ["82"] = "About the runtime, which works ordered readers: OrderTests.",
        ["83"] = "About the runtime, which works ordered readers: OrderTests.",
        ["84"] = "About the runtime, which works ordered readers: OrderTests.",
        ["47"] = "About the runtime, which does not build what was taken back into a batch.",
    };

    private static readonly ILookup<string, string> Cited = typeof(StoreCompliance).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
        .SelectMany(method => method.GetCustomAttributes<CitationAttribute>())
        .SelectMany(citation => citation.Numbers.Select(number => (citation.Place, Number: number)))
        .ToLookup(one => one.Place, one => one.Number);

    [Fact]
    public void Rules_EachHasATestThatCitesIt()
    {
        var page = File.ReadAllText(Repository.PathOf("docs", "concepts", "message-box.md"));
        var rules = RuleNumber().Matches(page).Select(match => match.Groups[1].Value).ToHashSet();

        Assert.True(rules.Count > 50, $"Only {rules.Count} rules were found on the page.");
        Assert.Empty(rules.Except(Cited["rule"]).Except(Elsewhere.Keys));
        Assert.Empty(Cited["rule"].Except(rules));
        Assert.Empty(Elsewhere.Keys.Intersect(Cited["rule"]));
    }

    [Fact]
    public void Contracts_EachNumberedSentenceHasATestThatCitesIt()
    {
        var documentation = XDocument.Load(Path.ChangeExtension(typeof(IStore).Assembly.Location, ".xml"));
        var promises = documentation.Descendants("member")
            .Select(member => (
                Name: MemberName(member.Attribute("name")!.Value), Text: member.Element("summary")?.Value ?? ""))
            .Where(one => one.Name is not null)
            .SelectMany(one => Sentence().Matches(one.Text).Select(match => $"{one.Name} {match.Groups[1].Value}"))
            .ToHashSet();
        var cited = Cited.Where(place => place.Key.StartsWith('I') && char.IsUpper(place.Key[1]))
            .SelectMany(place => place.Select(number => $"{place.Key} {number}")).ToHashSet();

        Assert.True(promises.Count > 25, $"Only {promises.Count} numbered sentences were found.");
        Assert.Empty(promises.Except(cited));
        Assert.Empty(cited.Except(promises));
    }

    [Fact]
    public void Schedules_OfTheStoreAreAllThere()
    {
        string[] expected =
        [
            "1a", "1b", "1c", "1e", "4", "5", "6", "7 (i)", "7 (ii)", "8", "10", "11", "12 (ii)", "12 (iii)",
            "13", "14",
        ];

        Assert.Empty(expected.Except(Cited["schedule"]));
    }

    // "M:Viaduct.Core.Store.ILogStore.CommitAsync(…)" is ILogStore.CommitAsync.
    private static string? MemberName(string id)
    {
        var match = StoreMember().Match(id);
        return match.Success ? match.Groups[1].Value : null;
    }

    [GeneratedRegex(@"^(\d+)\. ", RegexOptions.Multiline)]
    private static partial Regex RuleNumber();

    [GeneratedRegex(@"(?<![\w.])(\d)\. (?=\w)")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"^M:Viaduct\.Core\.Store\.(I\w+Store\.\w+)")]
    private static partial Regex StoreMember();
}
