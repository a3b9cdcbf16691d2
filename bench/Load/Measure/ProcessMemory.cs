namespace Viaduct.Load.Measure;

/// <summary>The memory of another process.</summary>
internal static class ProcessMemory
{
    /// <summary>The bytes that it has in memory now, shared ones included.</summary>
    public static long ResidentBytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status")
            .First(one => one.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
    }
}
