using System.Reflection;
using System.Text;
using Microsoft.Extensions.Logging;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>
/// Every entry of the log has a number of its own, and stands in the reference. After a change, run this test with
/// <c>VIADUCT_REGENERATE=1</c>: it writes the file. Numbers are stable: a new entry gets a new one.
/// </summary>
public class EventsPageTests
{
    private const string Intro =
        """
        # Events of the log

        <!-- Generated from the code by a test of Scenarios; run it with VIADUCT_REGENERATE=1 after a change. -->

        Every entry of the log by its number, which stays what it is from version to version: watch for numbers, not for
        texts. With `--json` it is `EventId`, and the words in braces are fields of `State`.

        | id | level | part | text |
        |---|---|---|---|

        """;

    private static readonly List<(MethodInfo Method, LoggerMessageAttribute Event)> Events = Find();

    [Fact]
    public void Every_event_has_a_number_of_its_own()
    {
        var shared = Events.GroupBy(e => e.Event.EventId).Where(same => same.Count() > 1)
            .Select(same => $"{same.Key}: {string.Join(", ", same.Select(e => e.Method.DeclaringType))}");
        Assert.Empty(shared);
        Assert.All(Events, e => Assert.InRange(e.Event.EventId, 1_000, 9_999));
    }

    [Fact]
    public void Every_event_of_the_source_is_found()
    {
        int written = Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .Sum(file => File.ReadAllText(file).Split("[LoggerMessage(").Length - 1);
        Assert.Equal(written, Events.Count);
    }

    [Fact]
    public void The_table_of_events_is_current()
    {
        var page = new StringBuilder(Intro.ReplaceLineEndings("\n"));
        foreach (var (method, e) in Events)
            page.Append($"| {e.EventId} | {WordOf(e.Level)} | {AreaOf(method)} | {e.Message} |\n");
        string file = Repository.PathOf("docs/reference/events.md");
        if (Environment.GetEnvironmentVariable("VIADUCT_REGENERATE") is not null)
            File.WriteAllText(file, page.ToString());
        Assert.Equal(page.ToString(), File.ReadAllText(file).ReplaceLineEndings("\n"));
    }

    private static string WordOf(LogLevel level) => level.ToString().ToLowerInvariant();

    private static string AreaOf(MethodInfo method) => method.DeclaringType!.Namespace!["Viaduct.".Length..];

    // All that the program brings along is beside it.
    private static bool IsProduct(string name) =>
        name == "viaduct"
        || (name.StartsWith("Viaduct.", StringComparison.Ordinal)
            && name is not ("Viaduct.Scenarios" or "Viaduct.Support"));

    private static List<(MethodInfo Method, LoggerMessageAttribute Event)> Find()
    {
        const BindingFlags all =
            BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
            | BindingFlags.DeclaredOnly;
        return
        [
            .. from file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
                where IsProduct(Path.GetFileNameWithoutExtension(file))
                from type in Assembly.LoadFrom(file).GetTypes()
                from method in type.GetMethods(all)
                let e = method.GetCustomAttribute<LoggerMessageAttribute>()
                where e is not null
                orderby e.EventId
                select (method, e),
        ];
    }
}
