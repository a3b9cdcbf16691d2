using System.Diagnostics;
using System.Text.Json;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>The process of an isolated map, or its server, is killed or sleeps in the middle of a map.</summary>
public sealed class MapProcessTests : IDisposable
{
    // More than the start of the process takes: by then it is in the map.
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(2);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_process_of_a_map_ends_with_its_server()
    {
        await using var server = Start(seconds: 600);
        using var worker = await WorkerAsync(server.Id, other: 0);
        await server.KillAsync();
        await worker.WaitForExitAsync().WaitAsync(ViaductProgram.Patience);
    }

    [Fact]
    public async Task A_document_whose_process_is_killed_is_tried_once_more_and_then_refused()
    {
        await using var server = Start(seconds: 600);
        int first;
        using (var worker = await WorkerAsync(server.Id, other: 0))
        {
            first = worker.Id;
            worker.Kill();
        }

        using (var worker = await WorkerAsync(server.Id, first)) worker.Kill();
        Assert.Equal(2, await server.WaitForExitAsync(ViaductProgram.Patience));
        Assert.Contains("m.xsl", Error(server), StringComparison.Ordinal);
        Assert.Contains("137", Error(server), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_sleeps_is_ended_when_the_time_of_its_map_is_over()
    {
        await using var server = Start(seconds: 20);
        using var worker = await WorkerAsync(server.Id, other: 0);
        Signals.Send(worker.Id, Signals.Stop);
        Assert.Equal(2, await server.WaitForExitAsync(ViaductProgram.Patience));
        Assert.Contains("took longer than 20 seconds", Error(server), StringComparison.Ordinal);
        await worker.WaitForExitAsync().WaitAsync(ViaductProgram.Patience);
    }

    private ProcessUnderTest Start(int seconds)
    {
        _folder.Write("in.xml", "<Order xmlns='urn:e'><Id>7</Id></Order>");
        _folder.Write(
            "m.xsl",
            """
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
            <xsl:template match="/" name="again"><xsl:param name="i" select="1" /><xsl:call-template name="again">
            <xsl:with-param name="i" select="$i + 1" /></xsl:call-template></xsl:template>
            </xsl:stylesheet>
            """);
        return ViaductProgram.Start(
            [
                "map", "--xslt", _folder.PathOf("m.xsl"), _folder.PathOf("in.xml"), "--isolate", "--seconds",
                $"{seconds}", "--json",
            ]);
    }

    private static string Error(ProcessUnderTest server)
    {
        string line = server.Lines.Single(one => one.StartsWith('{'));
        using var answer = JsonDocument.Parse(line);
        return answer.RootElement.GetProperty("error").GetString()!;
    }

    private static async Task<Process> WorkerAsync(int server, int other)
    {
        Process? worker = null;
        await WaitFor.TrueAsync(
            () => (worker = WorkerOf(server, other)) is not null && worker.TotalProcessorTime > Busy,
            () => "no process works on the map");
        return worker!;
    }

    private static Process? WorkerOf(int parent, int other)
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out int id) || id == other) continue;
            try
            {
                string status = File.ReadAllText(Path.Combine(folder, "stat"));
                string[] fields = status[(status.LastIndexOf(')') + 2)..].Split(' ');
                if (int.TryParse(fields[1], out int of) && of == parent) return Process.GetProcessById(id);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                // It has ended meanwhile.
            }
        }

        return null;
    }
}
