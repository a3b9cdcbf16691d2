using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Viaduct.Adapters.Http;

namespace Viaduct.Adapters.Tests.Http;

/// <summary>
/// Clients that mean harm, over raw sockets at a real listener: each gets a clear answer or is cut off, nothing that
/// was refused is stored, and the next caller is served.
/// </summary>
public class HostileClientsTests
{
    private const string Head = "POST /orders HTTP/1.1\r\nHost: x\r\n";
    private const StringComparison Ordinal = StringComparison.Ordinal;
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("VIADUCT_LONG") == "1";

    [Fact]
    public async Task Headers_that_drip_in_end_with_408()
    {
        await using var world = await HttpWorld.StartAsync(Quick);
        await using var slow = await RawClient.ConnectAsync(world.Port);
        await slow.SendAsync("POST /orders HTTP/1.1\r\nHost: ");
        Assert.StartsWith("HTTP/1.1 408", await slow.ReadToEndAsync());
        await ServesAsync(world);
    }

    [Fact]
    public async Task A_body_that_drips_in_ends_with_408_and_is_not_stored()
    {
        await using var world = await HttpWorld.StartAsync(Quick);
        await using var slow = await RawClient.ConnectAsync(world.Port);
        await slow.SendAsync(Head + "Content-Length: 100\r\n\r\nabc");
        Assert.StartsWith("HTTP/1.1 408", await slow.ReadToEndAsync());
        await ServesAsync(world);
    }

    [Fact]
    public async Task A_body_below_the_slowest_rate_is_cut_off()
    {
        await using var world = await HttpWorld.StartAsync(o => o with { BytesPerSecond = 100_000 });
        await using var slow = await RawClient.ConnectAsync(world.Port);
        await slow.SendAsync(Head + "Content-Length: 1000000\r\n\r\nabc");
        string answer = await slow.ReadToEndAsync();
        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 408", StringComparison.Ordinal), answer);
        await ServesAsync(world);
    }

    [Fact]
    public async Task Ten_gigabytes_declared_and_little_sent_are_refused_before_they_come()
    {
        await using var world = await HttpWorld.StartAsync();
        await using var liar = await RawClient.ConnectAsync(world.Port);
        await liar.SendAsync(Head + "Content-Length: 10737418240\r\n\r\n" + new string('x', 1024));
        Assert.StartsWith("HTTP/1.1 413", await liar.ReadAnswerAsync());
        await ServesAsync(world);
    }

    [Fact]
    public async Task A_body_shorter_than_declared_is_not_stored()
    {
        await using var world = await HttpWorld.StartAsync();
        foreach (int length in new[] { 10, 200_000 })
        {
            await using var liar = await RawClient.ConnectAsync(world.Port);
            await liar.SendAsync(Head + $"Content-Length: {length}\r\n\r\n" + new string('x', length - 5));
            liar.EndSending();
            string answer = await liar.ReadToEndAsync();
            Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 400", StringComparison.Ordinal), answer);
        }

        await ServesAsync(world);
    }

    [Fact]
    public async Task What_follows_a_body_is_a_request_of_its_own_and_no_part_of_it()
    {
        await using var world = await HttpWorld.StartAsync();
        await using var liar = await RawClient.ConnectAsync(world.Port);
        await liar.SendAsync(Head + "Content-Length: 3\r\n\r\nabcGARBAGE \r\n\r\n");
        Assert.StartsWith("HTTP/1.1 202", await liar.ReadAnswerAsync());
        Assert.StartsWith("HTTP/1.1 400", await liar.ReadToEndAsync());
        await world.ArrivedAsync(1);
        Assert.Equal("abc", world.Arrived.Single().Text);
    }

    [Theory]
    // Whoever has already sent more than was read may lose the answer: the connection is reset then.
    [InlineData("Transfer-Encoding: chunked\r\n\r\nnonsense\r\nabc\r\n0\r\n\r\n", "400")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n-1\r\nabc\r\n0\r\n\r\n", "400")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nabc\r\n0\r\n\r\n", "400")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n0\r\n\r\n", "400")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n3\nabc\n0\n\n", "400")]
    [InlineData("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", "400")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n3\r\nabc\r\n0\r\n\r\n", "400")]
    [InlineData("Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", "400")]
    [InlineData("Content-Length: 3, 4\r\n\r\nabcd", "400")]
    [InlineData("Content-Length: +3\r\n\r\nabc", "400")]
    [InlineData("Content-Length: -3\r\n\r\nabc", "400")]
    [InlineData("Content-Length : 3\r\n\r\nabc", "400")]
    [InlineData("Transfer-Encoding: xchunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", "400")]
    [InlineData("Transfer-Encoding: chunked, identity\r\n\r\n3\r\nabc\r\n0\r\n\r\n", "400")]
    [InlineData("Transfer-Encoding : chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", "400")]
    [InlineData("Transfer-Encoding\t: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", "400")]
    [InlineData("X: a\r\n folded\r\nContent-Length: 3\r\n\r\nabc", "400")]
    [InlineData("X: a\0b\r\nContent-Length: 3\r\n\r\nabc", "400")]
    public async Task A_request_that_two_readers_could_read_in_two_ways_is_refused(string rest, string status)
    {
        await using var world = await HttpWorld.StartAsync();
        await using var smuggler = await RawClient.ConnectAsync(world.Port);
        await smuggler.SendAsync(Head + rest);
        smuggler.EndSending();
        string answer = await smuggler.ReadToEndAsync();
        Assert.True(
            answer.Length == 0 || answer.StartsWith("HTTP/1.1 " + status, StringComparison.Ordinal), answer);
        await ServesAsync(world);
    }

    [Fact]
    public async Task Headers_without_end_are_refused()
    {
        await using var world = await HttpWorld.StartAsync();
        var many = string.Concat(Enumerable.Range(0, 2000).Select(i => $"X-{i}: a\r\n"));
        string[] bombs =
        [
            Head + many + "\r\n",
            Head + "X: " + new string('a', 100_000) + "\r\n\r\n",
            "POST /" + new string('a', 100_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
            new string('A', 100_000),
        ];
        foreach (string bomb in bombs)
        {
            await using var bomber = await RawClient.ConnectAsync(world.Port);
            await IgnoringCutOffAsync(bomber.SendAsync(bomb));
            string answer = await bomber.ReadToEndAsync();
            Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal), answer);
        }

        await ServesAsync(world);
    }

    [Fact]
    public async Task Random_bytes_get_400_or_are_cut_off()
    {
        await using var world = await HttpWorld.StartAsync(Quick);
        var random = new Random(1);
        for (int i = 0; i < 50; i++)
        {
            byte[] bytes = new byte[random.Next(1, 2000)];
            random.NextBytes(bytes);
            await using var fuzzer = await RawClient.ConnectAsync(world.Port);
            await IgnoringCutOffAsync(fuzzer.SendAsync([.. Encoding.ASCII.GetBytes(Head), .. bytes]));
            await IgnoringCutOffAsync(fuzzer.SendAsync("\r\n\r\n"));
            fuzzer.EndSending();
            string answer = await fuzzer.ReadToEndAsync();
            Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal), answer);
        }

        await ServesAsync(world);
    }

    [Fact]
    public async Task Thousands_of_idle_connections_cost_little_and_the_next_caller_is_served()
    {
        // Both ends of each are files of this process.
        int count = Math.Min(IsLong ? 10_000 : 1_000, (OpenFilesMax() - 500) / 2);
        await using var world = await HttpWorld.StartAsync();
        await ServesAsync(world);
        long before = Memory();
        var idle = new List<Socket>(count);
        try
        {
            for (int i = 0; i < count; i++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                idle.Add(socket);
                await socket.ConnectAsync(IPAddress.Loopback, world.Port);
            }

            await ServesAsync(world);
            long each = (Memory() - before) / count;
            Assert.True(each < 40_000, $"{each:N0} bytes for each connection, the client's end included");
        }
        finally
        {
            foreach (var socket in idle) socket.Dispose();
        }
    }

    [Fact]
    public async Task A_flood_meets_503_in_flat_memory_and_what_was_accepted_is_what_is_stored()
    {
        const int Callers = 100;
        int each = IsLong ? 2_000 : 50;
        await using var world = await HttpWorld.StartAsync(o => o with { Requests = 20 });
        // A store that takes a tenth of what comes.
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        world.Box.BeforeCommit = batch =>
            batch.Records.Length > 0 ? pace.WaitForNextTickAsync().AsTask() : Task.CompletedTask;
        string body = new('x', 10_000);
        long before = Memory();
        var accepted = new System.Collections.Concurrent.ConcurrentBag<string>();
        int refused = 0;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
        {
            for (int i = 0; i < each; i++)
            {
                using var answer = await world.PostAsync($"{caller}/{i} {body}");
                if (answer.StatusCode == HttpStatusCode.Accepted)
                    accepted.Add(answer.Headers.GetValues("Interchange-Id").Single());
                else
                {
                    Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
                    Assert.NotNull(answer.Headers.RetryAfter);
                    Interlocked.Increment(ref refused);
                }
            }
        }));
        Assert.True(refused > Callers, $"{refused} refused, {accepted.Count} accepted");
        await world.ArrivedAsync(accepted.Count);
        Assert.Equal(accepted.Order(), world.Arrived.Select(a => a.Interchange.ToString()).Order());
        long grown = Memory() - before - world.Arrived.Sum(a => (long)a.Bytes.Length * 4);
        Assert.True(grown < 200L << 20, $"{grown >> 20} MB more");
    }

    private static HttpReceiveOptions Quick(HttpReceiveOptions options) => options with
    {
        BodyTime = TimeSpan.FromSeconds(1),
        Listener = new HttpListenerOptions { HeaderTime = TimeSpan.FromSeconds(1) },
    };

    // The last thing that each test does: the listener works, and nothing else has come in.
    private static async Task ServesAsync(HttpWorld world)
    {
        int before = world.Arrived.Count;
        using var answer = await world.PostAsync("good");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await world.ArrivedAsync(before + 1);
        Assert.All(world.Arrived, arrived => Assert.Equal("good", arrived.Text));
        Assert.Empty(await world.SuspendedAsync());
    }

    private static async Task IgnoringCutOffAsync(Task sending)
    {
        try
        {
            await sending;
        }
        catch (SocketException)
        {
            // The server has had enough before all was sent.
        }
    }

    private static int OpenFilesMax()
    {
        if (!OperatingSystem.IsLinux()) return int.MaxValue;
        string line = File.ReadLines("/proc/self/limits").First(l => l.StartsWith("Max open files", Ordinal));
        return int.TryParse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3], out int max)
            ? max
            : int.MaxValue;
    }

    private static long Memory()
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
