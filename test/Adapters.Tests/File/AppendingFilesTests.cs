using Viaduct.Adapters.File;
using Viaduct.Adapters.File.Native;

namespace Viaduct.Adapters.Tests.File;

/// <summary>Appending: order, locks, torn tails, files that are taken away.</summary>
public sealed class AppendingFilesTests : IDisposable
{
    private readonly SendWorld _world = new();

    public void Dispose() => _world.Dispose();

    private FileSendOptions Options => _world.Options with { FileName = "all.txt", CopyMode = FileCopyMode.Append };

    private string File => Path.Join(_world.Out, "all.txt");

    [Fact]
    public async Task Messages_follow_each_other_in_the_order_of_the_batch()
    {
        for (int i = 0; i < 5; i++) _world.Add($"{i};");
        _world.Add("", body: new StreamedBody("last"));
        await _world.Start(Options).SendAsync();
        Assert.Equal("0;1;2;3;4;last", System.IO.File.ReadAllText(File));
        _world.Add("!");
        await _world.Start(Options).SendAsync();
        Assert.Equal("0;1;2;3;4;last!", System.IO.File.ReadAllText(File));
    }

    [Fact]
    public async Task Two_senders_do_not_write_into_each_other()
    {
        const int Count = 20;
        using var other = new SendWorld();
        var options = Options;
        for (int i = 0; i < Count; i++)
        {
            _world.Add($"a{i};");
            other.Add($"b{i};");
        }

        await Task.WhenAll(SendSinglyAsync(_world), SendSinglyAsync(other));

        string[] parts = System.IO.File.ReadAllText(File).Split(';', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Enumerable.Range(0, Count).Select(i => $"a{i}"), parts.Where(part => part[0] == 'a'));
        Assert.Equal(Enumerable.Range(0, Count).Select(i => $"b{i}"), parts.Where(part => part[0] == 'b'));

        async Task SendSinglyAsync(SendWorld world)
        {
            var process = world.Start(options, time: TimeProvider.System);
            foreach (var delivery in world.Deliveries.ToList())
                while (!delivery.IsSent)
                    await Task.Run(() => process.Sender.TransmitAsync(
                        [new FakeTransmission(delivery, new CrashPlan())], CancellationToken.None).AsTask());
        }
    }

    [Fact]
    public async Task A_torn_tail_is_cut_off_by_whoever_appends_next()
    {
        System.IO.File.WriteAllText(File, "old;");
        _world.Add("torn;");
        var plan = new CrashPlan();
        var first = _world.Start(Options, plan);
        int flushes = 0;
        first.Files.After = (call, _) =>
        {
            if (call == "Flush" && ++flushes == 1) plan.EndNow(); // the intent is durable, nothing is appended
        };
        await first.SendUntilCrashAsync();
        System.IO.File.AppendAllText(File, "to"); // as a process leaves it that ends while it writes

        using var other = new SendWorld();
        other.Add("other;");
        await other.Start(Options).SendAsync();
        Assert.Equal("old;other;", System.IO.File.ReadAllText(File));

        await _world.Start(Options).SendAsync();
        Assert.Equal("old;other;torn;", System.IO.File.ReadAllText(File));
    }

    [Fact]
    public async Task A_full_disk_leaves_the_file_as_it_was()
    {
        System.IO.File.WriteAllText(File, "old;");
        var delivery = _world.Add("new;");
        var process = _world.Start(Options);
        int flushes = 0;
        process.Files.Fault = (call, _) => call == "Flush" && ++flushes == 2 ? FileFaultKind.Full : null;
        await process.SendAsync();
        Assert.True(delivery.IsTransient);
        Assert.Equal("old;", System.IO.File.ReadAllText(File));

        process.Files.Fault = (_, _) => null;
        await process.SendAsync();
        Assert.Equal("old;new;", System.IO.File.ReadAllText(File));
    }

    [Fact]
    public async Task If_the_file_was_taken_away_after_a_crash_the_message_is_in_doubt_until_it_is_resumed()
    {
        var delivery = _world.Add("text;");
        var plan = new CrashPlan();
        var first = _world.Start(Options, plan);
        first.Files.After = (call, _) =>
        {
            if (call == "Flush" && System.IO.File.Exists(File) && new FileInfo(File).Length > 0) plan.EndNow();
        };
        await first.SendUntilCrashAsync();
        Assert.True(plan.IsDead);
        _world.Consume();

        await _world.Start(Options).SendAsync();
        Assert.False(delivery.IsSent || delivery.IsTransient);
        Assert.Contains("resume to append", delivery.Failure?.Text, StringComparison.Ordinal);

        await _world.Start(Options).SendAsync(); // resumed
        Assert.Equal("text;", System.IO.File.ReadAllText(File));
    }

    [Fact]
    public async Task A_lock_that_is_not_let_go_is_a_transient_failure()
    {
        var delivery = _world.Add("text");
        string path = Path.Join(_world.Out, AppendLock.NameFor("all.txt"));
        using var held = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        var sending = _world.Start(Options).SendAsync();
        while (!sending.IsCompleted)
        {
            await Task.Yield();
            _world.Time.Advance(TimeSpan.FromMilliseconds(50));
        }

        await sending;
        Assert.True(delivery.IsTransient);
        Assert.Contains("locked", delivery.Failure?.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_is_not_followed()
    {
        using var beside = new Support.TempFolder();
        string secret = beside.Write("secret", "secret");
        System.IO.File.CreateSymbolicLink(File, secret);
        var delivery = _world.Add("text");
        await _world.Start(Options).SendAsync();
        Assert.True(delivery.IsTransient);
        Assert.Equal("secret", System.IO.File.ReadAllText(secret));
    }
}
