using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>More comes than the store takes: callers are told to come again, files wait in their folder.</summary>
public class FloodTests
{
    private const int Files = 3_000;
    private const int Callers = 32;
    private const long MoreMemoryMax = 100L << 20;

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("VIADUCT_LONG") == "1";

    [Fact]
    public async Task While_the_store_takes_nothing_files_wait_and_callers_get_503_and_memory_stays_flat()
    {
        int files = IsLong ? Files * 10 : Files;
        using var group = new FileGroup();
        int port = FreePort.Take();
        group.ConfigureText($$"""
            receivePorts:
              - name: files-in
                locations: [ { name: files-folder, file: { folder: "{{group.In}}", mask: "*", every: 1s } } ]
              - name: http-in
                locations: [ { name: http-here, http: { url: "http://localhost:{{port}}/orders" } } ]
            sendPorts:
              - name: all
                filter: receivePort == "files-in"
                file: { folder: "{{group.Out("all")}}", fileName: "%MessageID%-%SourceFileName%" }
              - name: to-file
                filter: receivePort == "http-in"
                file: { folder: "{{group.Out("to-file")}}", fileName: "%MessageID%-x" }
            """);
        await using var server = await group.StartReadyAsync();
        var flood = new Flood(port);
        await flood.AcceptedAsync(1, group.DescribeAsync);
        long before = MemoryOf(server);

        await using (await group.HoldWritesAsync())
        {
            string body = new('x', 10_000);
            for (int i = 0; i < files; i++) group.Put($"file-{i:00000}.txt", $"{i} {body}");
            await flood.RefusedAsync(Callers * 20, group.DescribeAsync);
            Assert.Equal(files, Directory.GetFiles(group.In).Length);
            Assert.Empty(group.Arrived("all"));
            long more = MemoryOf(server) - before;
            Assert.True(more < MoreMemoryMax, $"{more >> 20} MB more than before the flood");
        }

        await flood.EndAsync();
        await group.ArrivedAsync("all", files, ViaductProgram.Patience * 3);
        await group.ArrivedAsync("to-file", flood.Accepted.Count);
        await FileGroup.StopAsync(server);
        group.CheckEachOnce("all");
        group.CheckAllTaken();
        // A caller without an answer does not know; one with an answer does.
        var arrived = group.ArrivedPaths("to-file").Select(File.ReadAllText).ToList();
        Assert.Equal(arrived.Count, arrived.Distinct().Count());
        Assert.Subset(arrived.ToHashSet(), flood.Accepted.ToHashSet());
        Assert.DoesNotContain(arrived, flood.Refused.ContainsKey);
    }

    private static long MemoryOf(ProcessUnderTest server)
    {
        using var process = Process.GetProcessById(server.Id);
        return process.WorkingSet64;
    }

    /// <summary>Callers who send one message after the other, each once, whatever they are told.</summary>
    private sealed class Flood
    {
        private readonly List<Task> _callers;
        private volatile bool _isOver;

        public Flood(int port) =>
            _callers = [.. Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(port, caller)))];

        public ConcurrentBag<string> Accepted { get; } = [];

        public ConcurrentDictionary<string, bool> Refused { get; } = [];

        public Task AcceptedAsync(int count, Func<Task<string>> describe) =>
            WaitFor.TrueAsync(() => Accepted.Count >= count, describe);

        public Task RefusedAsync(int count, Func<Task<string>> describe) =>
            WaitFor.TrueAsync(() => Refused.Count >= count, describe);

        public async Task EndAsync()
        {
            _isOver = true;
            await Task.WhenAll(_callers);
        }

        private async Task CallAsync(int port, int caller)
        {
            using var client = new HttpClient { Timeout = ViaductProgram.Patience };
            for (int i = 0; !_isOver; i++)
            {
                string text = $"{caller}/{i}";
                using var answer = await client.PostAsync(
                    $"http://localhost:{port}/orders", new StringContent(text));
                if (answer.StatusCode == HttpStatusCode.Accepted)
                {
                    Accepted.Add(text);
                    continue;
                }

                Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
                Assert.NotNull(answer.Headers.RetryAfter);
                Refused[text] = true;
            }
        }
    }
}
