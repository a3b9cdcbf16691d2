using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>What a process has had in memory at most.</summary>
internal static class PeakMemory
{
    /// <summary>In bytes; Linux only, elsewhere nothing is said.</summary>
    public static long Of(ProcessUnderTest server)
    {
        string path = $"/proc/{server.Id}/status";
        if (!File.Exists(path)) return 0;
        string line = File.ReadLines(path).First(line => line.StartsWith("VmHWM", StringComparison.Ordinal));
        long bytes = long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2]) << 10;
        TestContext.Current.TestOutputHelper?.WriteLine($"at most {bytes >> 20} MB in memory");
        return bytes;
    }
}
