namespace Viaduct.Load.Measure;

/// <summary>Processor time of this process and of a server with all its children.</summary>
internal static class ProcessorTime
{
    private const double TicksPerSecond = 100; // USER_HZ, the same on every Linux

    /// <summary>The time used so far.</summary>
    public static TimeSpan Of(int? serverProcessId)
    {
        var own = Environment.CpuUsage.TotalTime;
        return serverProcessId is { } id ? own + OfTree(id) : own;
    }

    /// <summary>The time that a process, its children and its ended children have used so far.</summary>
    public static TimeSpan OfTree(int root)
    {
        double ticks = 0;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var id) && ReadStat(folder) is { } words)
            {
                // Words after the name: state, parent, …; 11 and 12 are its own time, 13 and 14 its ended children's.
                var parent = int.Parse(words[1]);
                ticks += id == root ? Sum(words[11..15]) : parent == root ? Sum(words[11..13]) : 0;
            }
        }
        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    private static double Sum(string[] words) => words.Sum(double.Parse);

    private static string[]? ReadStat(string folder)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null; // ended while we looked
        }
    }
}
