using Viaduct.Load.Limit;
using Viaduct.Support;

namespace Viaduct.Load.Contestants;

/// <summary>
/// Another program that looks into a SQLite database: it holds a transaction open, or counts rows. A process of its
/// own, because a second library for the same file in one process would free the first one's locks.
/// </summary>
internal sealed class SqliteOnlooker : IAsyncDisposable
{
    /// <summary>The word on the command line that makes this program an onlooker.</summary>
    public const string Command = "onlook";

    private const string Done = "done";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private readonly ProcessUnderTest _process;
    private int _asked;

    /// <summary>Starts it.</summary>
    public SqliteOnlooker(string path) =>
        _process = ProcessUnderTest.Start(Environment.ProcessPath!, [Command, path]);

    /// <summary>What the process does: one line in, lines out and a line with the same number.</summary>
    public static int Run(string path)
    {
        using var connection = new SqliteConnection(path);
        var tables = new SqliteTables(connection);
        for (var number = 1; Console.ReadLine() is { } asked; number++)
        {
            if (asked == "hold")
            {
                connection.Execute("BEGIN; SELECT count(*) FROM sqlite_schema");
            }
            else
            {
                foreach (var (table, rows) in tables.Count())
                {
                    Console.WriteLine($"{number} {table} {rows}");
                }
            }
            Console.WriteLine($"{Done} {number}");
        }
        return 0;
    }

    /// <summary>Begins a transaction and reads, so that it sees the store as it is now until the end.</summary>
    public Task HoldAsync() => AskAsync("hold");

    /// <summary>The rows of each table.</summary>
    public async Task<Dictionary<string, long>> CountAsync()
    {
        var number = await AskAsync("count");
        return _process.Lines.Select(line => line.Split(' '))
            .Where(words => words.Length == 3 && words[0] == $"{number}")
            .ToDictionary(words => words[1], words => long.Parse(words[2]));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task<int> AskAsync(string what)
    {
        var number = ++_asked;
        await _process.WriteLineAsync(what);
        await _process.WaitForLineAsync(line => line == $"{Done} {number}", Limit, $"answer {number}");
        return number;
    }
}
