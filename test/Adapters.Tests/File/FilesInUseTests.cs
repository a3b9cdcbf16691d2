using Viaduct.Adapters.File;
using Viaduct.Adapters.File.Native;

namespace Viaduct.Adapters.Tests.File;

/// <summary>Files that grow, vanish, are locked or cannot be read.</summary>
public sealed class FilesInUseTests : IDisposable
{
    private readonly ReceiveWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_file_that_is_open_for_writing_is_left_until_it_is_closed()
    {
        var process = _world.Start();
        string path = Path.Join(_world.In, "growing.txt");
        await using (var writer = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read))
        {
            writer.Write("one "u8);
            writer.Flush();
            for (int i = 0; i < 3; i++)
            {
                Assert.Equal(1, (await process.RoundAsync()).Waiting);
                _world.Time.Advance(_world.Options.Every);
            }

            writer.Write("two"u8);
        }

        _world.Time.Advance(_world.Options.Every);
        await process.RoundAsync();

        Assert.Equal("one two", Assert.Single(_world.Box.Items).Text);
    }

    [Fact]
    public async Task Probing_for_writers_disturbs_no_writer_and_ends_no_process()
    {
        // A writer that opens the file in the instant of the probe makes the kernel signal this process.
        string path = _world.Drop("busy.txt");
        var files = NativeFiles.ForThisSystem();
        using var stop = new CancellationTokenSource();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var writing = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                using (var writer = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
                    writer.WriteByte(1);
                begun.TrySetResult();
            }
        });
        await begun.Task;
        var seen = new HashSet<Writers>();
        for (int i = 0; i < 100_000 && (i < 2000 || seen.Count < 2); i++)
        {
            files.OpenRead(path, out var handle, out _);
            using (handle) seen.Add(files.WritersOf(handle!, checkLocks: false));
        }

        await stop.CancelAsync();
        await writing;
        Assert.Contains(Writers.Some, seen);
    }

    [Fact]
    public async Task Where_the_system_cannot_tell_a_file_must_stand_still()
    {
        var process = _world.Start();
        process.Files.Writers = Writers.Unknown;
        string path = _world.Drop("slow.txt", "one ");
        await process.RoundAsync();
        _world.Time.Advance(_world.Options.Settle / 2);
        System.IO.File.AppendAllText(path, "two");
        await process.RoundAsync();
        _world.Time.Advance(_world.Options.Settle / 2);
        var round = await process.RoundAsync();
        Assert.Empty(_world.Box.Items);
        Assert.Equal(_world.Options.Settle, round.NextLook); // it was seen to change, and is waited for anew

        _world.Time.Advance(round.NextLook);
        await process.RoundAsync();

        Assert.Equal("one two", Assert.Single(_world.Box.Items).Text);
    }

    [Fact]
    public async Task With_settleAlways_a_file_waits_even_if_nobody_writes_it()
    {
        var process = _world.Start(_world.Options with { SettleAlways = true });
        _world.Drop("a.txt");
        await process.RoundAsync();
        Assert.Empty(_world.Box.Items);
        _world.Time.Advance(_world.Options.Settle);
        await process.RoundAsync();
        Assert.Single(_world.Box.Items);
    }

    [Fact]
    public async Task A_file_that_is_opened_between_the_look_and_the_claim_is_given_back()
    {
        string path = _world.Drop("a.txt", "one ");
        var process = _world.Start();
        FileStream? writer = null;
        process.Files.After = (call, _) =>
        {
            if (call == "RenameToFree" && writer is null)
                writer = new FileStream(
                    Directory.GetFiles(_world.In).Single(), FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        };
        await process.RoundAsync();

        Assert.Empty(_world.Box.Items);
        Assert.Equal(["a.txt"], _world.Names);
        Assert.Empty(_world.Box.Claims);
        writer!.Write("two"u8);
        writer.Dispose();
        Assert.Equal("one two", System.IO.File.ReadAllText(path));

        _world.Time.Advance(_world.Options.Every);
        await process.RoundAsync();
        Assert.Equal("one two", Assert.Single(_world.Box.Items).Text);
    }

    [Fact]
    public async Task A_file_with_a_lock_on_it_is_given_back_and_looked_at_less_and_less_often()
    {
        string path = _world.Drop("a.txt");
        var process = _world.Start();
        var waits = new List<TimeSpan>();
        using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            process.Files.Writers = null;
            for (int i = 0; i < 4; i++)
            {
                var round = await process.RoundAsync();
                waits.Add(round.NextLook);
                _world.Time.Advance(round.NextLook);
            }

            Assert.Empty(_world.Log.Of(4117));
            for (int i = 0; i < 3; i++)
            {
                _world.Time.Advance(TimeSpan.FromSeconds(10));
                await process.RoundAsync();
            }

            Assert.Contains("a.txt", Assert.Single(_world.Log.Of(4117)), StringComparison.Ordinal);
            _world.Time.Advance(_world.Options.Every);
        }

        Assert.Empty(_world.Box.Items);
        Assert.Equal(["a.txt"], _world.Names);
        Assert.Equal(waits.Order(), waits);
        Assert.True(waits[^1] > waits[0]);
        await process.RoundAsync();
        Assert.Single(_world.Box.Items);
    }

    [Fact]
    public async Task A_file_that_vanishes_before_its_claim_or_after_it_is_nobodys_loss()
    {
        foreach (string moment in new[] { "OpenRead", "Record", "RenameToFree" })
        {
            string path = _world.Drop($"{moment}.txt");
            var process = _world.Start();
            process.Files.After = (call, _) =>
            {
                if (call == moment) Directory.GetFiles(_world.In).ToList().ForEach(System.IO.File.Delete);
            };
            process.Files.Fault = (call, of) =>
            {
                if (call == "RenameToFree" && moment == "Record") System.IO.File.Delete(path);
                if (call == "OpenRead" && moment == "OpenRead") System.IO.File.Delete(path);
                return null;
            };
            await process.RoundAsync();
            Assert.Empty(_world.Box.Items);
            Assert.Empty(_world.Box.Claims);
        }
    }

    [Fact]
    public async Task A_writer_that_goes_on_after_the_file_was_taken_in_loses_nothing()
    {
        string path = _world.Drop("a.txt", "one ");
        var process = _world.Start();
        process.Files.Writers = Writers.Unknown;
        await process.RoundAsync();
        _world.Time.Advance(_world.Options.Settle);
        using var writer = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        process.Session.Before = (_, _) =>
        {
            writer.Write("two"u8);
            writer.Flush();
            return Task.CompletedTask;
        };
        await process.RoundAsync();

        Assert.Equal("one ", Assert.Single(_world.Box.Items).Text);
        string kept = Assert.Single(_world.Names);
        Assert.EndsWith(".changed.viaduct", kept, StringComparison.Ordinal);
        Assert.Equal("one two", System.IO.File.ReadAllText(Path.Join(_world.In, kept)));
        Assert.Contains(kept, Assert.Single(_world.Log.Of(4108)), StringComparison.Ordinal);
        Assert.Empty(_world.Box.Claims);
        await process.RoundAsync();
        Assert.Single(_world.Box.Items);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_large_file_that_changes_while_it_is_read_is_given_back(bool grows)
    {
        string text = new('x', FileContent.SmallBytes * 2);
        string path = _world.Drop("large.txt", text);
        var process = _world.Start();
        process.Files.Writers = Writers.None;
        process.Session.Before = (_, _) =>
        {
            string claimed = Directory.GetFiles(_world.In).Single();
            using var writer = new FileStream(claimed, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            writer.SetLength(grows ? text.Length + 1 : text.Length - 1);
            return Task.CompletedTask;
        };
        await process.RoundAsync();
        Assert.Empty(_world.Box.Items);
        Assert.Equal(["large.txt"], _world.Names);

        process.Session.Before = (_, _) => Task.CompletedTask;
        _world.Time.Advance(_world.Options.Every);
        await process.RoundAsync();
        Assert.Equal(new FileInfo(path).Exists ? 0 : 1, _world.Box.Items.Count);
    }

    [Fact]
    public async Task A_file_that_may_not_be_read_is_left_and_taken_once_it_may()
    {
        _world.Drop("secret.txt");
        var process = _world.Start();
        process.Files.Fault = (call, _) => call == "OpenRead" ? FileFaultKind.Denied : null;
        for (int i = 0; i < 3; i++) await process.RoundAsync();
        Assert.Equal(["secret.txt"], _world.Names);
        Assert.Contains("Grant access", Assert.Single(_world.Log.Of(4103)), StringComparison.Ordinal);

        process.Files.Fault = (_, _) => null;
        await process.RoundAsync();
        Assert.Single(_world.Box.Items);
    }

    [Fact]
    public async Task A_file_that_stays_unreadable_after_its_claim_is_suspended_without_body_and_kept()
    {
        _world.Drop("broken.txt", "bytes");
        var process = _world.Start();
        process.Files.Fault = (call, path) =>
            call == "OpenRead" && path.EndsWith(".viaduct", StringComparison.Ordinal) ? FileFaultKind.Other : null;
        for (int i = 0; i < 5; i++) await process.RoundAsync();

        var item = Assert.Single(_world.Box.Items);
        Assert.Equal("source-unreadable", item.Failure?.Code);
        string kept = Assert.Single(_world.Names);
        Assert.EndsWith(".unreadable.viaduct", kept, StringComparison.Ordinal);
        Assert.Contains(kept, item.Failure!.Text, StringComparison.Ordinal);
        Assert.Equal("bytes", System.IO.File.ReadAllText(Path.Join(_world.In, kept)));
        Assert.Empty(_world.Box.Claims);
    }
}
