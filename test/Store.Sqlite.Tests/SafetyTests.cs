using Viaduct.Store.Sqlite.Native;
using Viaduct.Store.Sqlite.Tests.Processes;
using Viaduct.Support;

namespace Viaduct.Store.Sqlite.Tests;

/// <summary>What durability and speed rest on.</summary>
public sealed class SafetyTests
{
    private const int DetailColumn = 3;

    [Theory]
    [InlineData("synchronous", "2")] // FULL: the log is flushed by every commit
    [InlineData("journal_mode", "wal")]
    [InlineData("secure_delete", "0")] // else every freed byte is written again
    [InlineData("wal_autocheckpoint", "0")] // else it is copied while others write
    [InlineData("temp_store", "2")]
    [InlineData("application_id", "1447314260")]
    public async Task Settings_of_the_writing_connection(string pragma, string expected)
    {
        await using var group = await Group.CreateAsync();
        Assert.Equal(expected, await group.Store.AskWriterAsync($"PRAGMA {pragma}"));
    }

    [Fact]
    public async Task All_statements_can_be_prepared()
    {
        await using var group = await Group.CreateAsync();
        using var connection = Connection.Open(group.Path, create: false, TimeSpan.FromSeconds(5));
        foreach (var field in typeof(Sql).GetFields())
        {
            Assert.NotNull(connection.Get((SqlText)field.GetValue(null)!));
        }
    }

    [Fact]
    public void Every_statement_is_a_file_and_every_file_is_a_statement()
    {
        var files = Directory.EnumerateFiles(Repository.PathOf("src/Store.Sqlite/Sql"))
            .Select(file => Path.GetFileNameWithoutExtension(file));
        var fields = typeof(Sql).GetFields().Select(field => field.Name);
        Assert.Equal(files.Order(StringComparer.Ordinal), fields.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Hot_statements_search_and_never_scan()
    {
        await using var group = await Group.CreateAsync();
        using var connection = Connection.Open(group.Path, create: false, TimeSpan.FromSeconds(5));
        foreach (var field in typeof(Sql).GetFields())
        {
            var sql = (SqlText)field.GetValue(null)!;
            if (sql.Name.StartsWith("Commit", StringComparison.Ordinal) && sql.Name != "Commit")
            {
                var plan = connection.QueryAll("EXPLAIN QUERY PLAN " + sql.Load(), DetailColumn);
                Assert.True(
                    !plan.Exists(step => IsScan(step!)), $"{sql.Name}: {string.Join("; ", plan)}");
            }
        }
    }

    // A table of one row and a constant row are read whole.
    private static bool IsScan(string step) =>
        step.StartsWith("SCAN", StringComparison.Ordinal) && step is not ("SCAN store" or "SCAN TABLE store")
        && !step.Contains("CONSTANT ROW", StringComparison.Ordinal);

    [Fact]
    public async Task All_tests_pass_on_the_bundled_library_too()
    {
        Assert.SkipWhen(
            SqliteLibrary.Loaded == SqliteLibraryChoice.Bundled, "These tests run on the bundled library already.");
        // Without what takes a minute of its own and depends on the library least.
        string[] filter = KillTests.IsLong ? [] : ["--filter-not-class", typeof(KillTests).FullName!];
        await using var tests = ProcessUnderTest.Start(
            "dotnet", [typeof(SafetyTests).Assembly.Location, .. filter],
            environment: new Dictionary<string, string?> { [SqliteLibrary.EnvironmentVariable] = "bundled" });
        Assert.True(await tests.WaitForExitAsync(TimeSpan.FromMinutes(10)) == 0, tests.Output);
    }
}
