using System.Diagnostics;
using Viaduct.FormatsBench.Report;
using Viaduct.FormatsBench.Samples;
using Viaduct.Support;

namespace Viaduct.FormatsBench.Lines;

/// <summary>The offline tools over a large file: the most memory that they have at a time.</summary>
internal static class MemoryLine
{
    private const double MegabytesMax = 150;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    /// <summary>A flat file of a message for each record, and an XML envelope.</summary>
    public static async Task<IReadOnlyList<Figure>> RunAsync(
        BenchOptions options, string executable, TextWriter progress) =>
    [
        .. await RunAsync(
            "flatDebatch", FlatSamples.Delimited(isMessagePerRecord: true), options, executable, progress, "parse"),
        .. await RunAsync(
            "xmlDebatch", EnvelopeSample.Make(), options, executable, progress,
            "debatch", "--envelope", EnvelopeSample.Envelope),
    ];

    private static async Task<IReadOnlyList<Figure>> RunAsync(
        string name, Sample sample, BenchOptions options, string executable, TextWriter progress,
        params string[] command)
    {
        using var folder = new TempFolder();
        foreach (var (file, text) in sample.Files) folder.Write(file, text);
        string input = folder.PathOf("large");
        int records;
        await using (var stream = File.Create(input)) records = sample.Write(stream, (long)options.Megabytes << 20);
        string schema = sample.Files.Keys.Last();
        var clock = Stopwatch.StartNew();
        long most = await PeakAsync(executable, [.. command, "--schema", schema, "large"], folder.Path);
        double rate = new FileInfo(input).Length / 1e6 / clock.Elapsed.TotalSeconds;
        progress.WriteLine($"{name}: {records:N0} messages, {most / 1e6:N0} MB, {rate:N1} MB/s");
        return
        [
            new Figure($"{name}Memory", "MB", most / 1e6) { Bar = MegabytesMax, IsMost = true },
            new Figure($"{name}Tool", "MB/s", rate),
        ];
    }

    private static async Task<long> PeakAsync(string executable, IReadOnlyList<string> arguments, string folder)
    {
        // The shell throws the result away, and becomes the tool.
        using var process = Process.Start(new ProcessStartInfo("/bin/sh")
        {
            ArgumentList = { "-c", "exec \"$0\" \"$@\" > /dev/null", executable }, WorkingDirectory = folder,
        }.With(arguments))!;
        long most = 0;
        using var timer = new PeriodicTimer(LookEvery);
        while (!process.HasExited)
        {
            most = Math.Max(most, PeakOf(process.Id));
            await timer.WaitForNextTickAsync();
        }

        if (process.ExitCode != 0) throw new InvalidOperationException($"The tool ended with {process.ExitCode}.");
        return most;
    }

    private static ProcessStartInfo With(this ProcessStartInfo start, IReadOnlyList<string> arguments)
    {
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        return start;
    }

    // The system keeps the highest value itself.
    private static long PeakOf(int process)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{process}/status")
                .FirstOrDefault(one => one.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
        }
        catch (IOException)
        {
            // It has just ended.
            return 0;
        }
    }
}
