using Viaduct.Adapters.File;
using Viaduct.Adapters.File.Native;
using Viaduct.Core.Pipelines;

namespace Viaduct.Adapters.Tests.File;

/// <summary>What a FILE send port writes, and why it fails.</summary>
public sealed class SendingFilesTests : IDisposable
{
    private readonly SendWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_message_becomes_a_file_named_by_its_id()
    {
        var delivery = _world.Add("<order/>");
        await _world.Start().SendAsync();
        Assert.True(delivery.IsSent);
        Assert.Equal([$"{delivery.Message.Id:D}.xml"], _world.Names);
        Assert.Equal("<order/>", System.IO.File.ReadAllText(Path.Join(_world.Out, _world.Names[0])));
    }

    [Fact]
    public async Task A_batch_is_one_record_and_two_flushes_of_the_folder()
    {
        for (int i = 0; i < 50; i++) _world.Add($"{i}");
        _world.Add("", body: new StreamedBody(new string('x', 1_000_000)));
        var process = _world.Start();
        int recordsBeforeFirstRename = 0;
        process.Prepare = t => t.BeforeRecord = () =>
        {
            if (_world.Names.All(name => name[0] == '.')) recordsBeforeFirstRename++;
        };
        await process.SendAsync();

        Assert.All(_world.Deliveries, delivery => Assert.True(delivery.IsSent));
        Assert.Equal(51, _world.Names.Length);
        Assert.Equal(51, recordsBeforeFirstRename);
        Assert.Equal(2, process.Files.Calls["FlushFolder"]);
        Assert.Equal(51, process.Files.Calls["Flush"]);
    }

    [Fact]
    public async Task With_createNew_a_taken_name_fails_and_the_file_there_stays()
    {
        var options = _world.Options with { FileName = "out.xml" };
        System.IO.File.WriteAllText(Path.Join(_world.Out, "out.xml"), "old");
        var delivery = _world.Add("new");
        var process = _world.Start(options);
        await process.SendAsync();
        Assert.Equal((FailureCodes.TransmitTransient, true), (delivery.Failure?.Code, delivery.IsTransient));
        Assert.Equal(["out.xml"], _world.Names);
        Assert.Equal("old", System.IO.File.ReadAllText(Path.Join(_world.Out, "out.xml")));

        System.IO.File.Delete(Path.Join(_world.Out, "out.xml"));
        await process.SendAsync();
        Assert.True(delivery.IsSent);
    }

    [Fact]
    public async Task With_createNew_two_messages_of_one_name_in_a_batch_do_not_replace_each_other()
    {
        _world.Add("one");
        _world.Add("two");
        var process = _world.Start(_world.Options with { FileName = "out.xml" });
        await process.SendAsync();
        Assert.Equal([true, false], _world.Deliveries.Select(d => d.IsSent));
        Assert.Equal(["out.xml"], _world.Names);
        _world.Consume();
        await process.SendAsync();
        _world.Consume();
        Assert.Equal(["one", "two"], _world.Consumed);
    }

    [Fact]
    public async Task With_overwrite_the_last_one_stands()
    {
        foreach (string text in new[] { "one", "two" })
        {
            _world.Add(text);
            await _world.Start(_world.Options with { FileName = "out.xml", CopyMode = FileCopyMode.Overwrite })
                .SendAsync();
        }

        Assert.Equal(["out.xml"], _world.Names);
        Assert.Equal("two", System.IO.File.ReadAllText(Path.Join(_world.Out, "out.xml")));
    }

    [Theory]
    [InlineData("Create", nameof(FileFaultKind.Full), "Free space")]
    [InlineData("Create", nameof(FileFaultKind.Denied), "Grant")]
    [InlineData("Create", nameof(FileFaultKind.ReadOnly), "mounted read-only")]
    [InlineData("Flush", nameof(FileFaultKind.Full), "Free space")]
    [InlineData("Flush", nameof(FileFaultKind.Other), "Check the file system")]
    [InlineData("FlushFolder", nameof(FileFaultKind.Other), "Check the file system")]
    public async Task A_fault_before_the_record_is_transient_and_leaves_no_temporary_file(
        string call, string kind, string advice)
    {
        var delivery = _world.Add("text");
        var process = _world.Start();
        process.Files.Fault = (at, _) => at == call ? Enum.Parse<FileFaultKind>(kind) : null;
        await process.SendAsync();
        Assert.Contains(advice, delivery.Failure?.Text, StringComparison.Ordinal);
        Assert.True(delivery.IsTransient);
        Assert.Null(delivery.Recorded);
        Assert.Empty(_world.Names);

        process.Files.Fault = (_, _) => null;
        await process.SendAsync();
        Assert.True(delivery.IsSent);
    }

    [Theory]
    [InlineData("RenameToFree", nameof(FileFaultKind.Denied))]
    [InlineData("FlushFolder", nameof(FileFaultKind.Other))]
    public async Task A_fault_after_the_record_is_transient_and_the_next_attempt_finishes(
        string call, string kind)
    {
        var delivery = _world.Add("text");
        var process = _world.Start();
        process.Files.Fault = (at, _) =>
            at == call && delivery.Recorded is not null ? Enum.Parse<FileFaultKind>(kind) : null;
        await process.SendAsync();
        Assert.True(delivery.IsTransient && !delivery.IsSent);

        process.Files.Fault = (_, _) => null;
        await process.SendAsync();
        Assert.True(delivery.IsSent);
        _world.Consume();
        Assert.Equal(["text"], _world.Consumed);
        Assert.Empty(_world.Names);
        Assert.Equal(1, process.Files.Calls["Create"]);
    }

    [Fact]
    public async Task A_missing_folder_is_waited_for()
    {
        var delivery = _world.Add("text");
        var process = _world.Start(_world.Options with { Folder = Path.Join(_world.Out, "later") });
        Assert.Contains("Create it, mount it", process.Sender.Look(), StringComparison.Ordinal);
        await process.SendAsync();
        Assert.Contains("Create it, mount it", delivery.Failure?.Text, StringComparison.Ordinal);
        Assert.True(delivery.IsTransient);
        Directory.CreateDirectory(Path.Join(_world.Out, "later"));
        Assert.Null(process.Sender.Look());
        await process.SendAsync();
        Assert.True(delivery.IsSent);
    }

    [Fact]
    public async Task A_body_that_cannot_be_read_leaves_nothing()
    {
        var body = new StreamedBody("some text") { Breaks = true };
        var delivery = _world.Add("", body: body);
        var process = _world.Start();
        await process.SendAsync();
        Assert.Contains("body could not be read", delivery.Failure?.Text, StringComparison.Ordinal);
        Assert.Empty(_world.Names);
        body.Breaks = false;
        await process.SendAsync();
        Assert.True(delivery.IsSent);
    }

    [Fact]
    public async Task A_name_that_expands_to_another_folder_is_refused()
    {
        var delivery = _world.Add("text", receivedAs: "/in/..");
        await _world.Start(_world.Options with { FileName = "%SourceFileName%" }).SendAsync();
        Assert.Equal((FailureCodes.TransmitRefused, false), (delivery.Failure?.Code, delivery.IsTransient));
        Assert.Empty(_world.Names);
    }

    [Fact]
    public async Task An_owner_that_may_not_act_any_more_does_nothing_more()
    {
        var delivery = _world.Add("text");
        var process = _world.Start();
        process.Prepare = t => t.MayActNow = false;
        await process.SendAsync();
        Assert.False(process.Last[0].IsSettled);
        Assert.Empty(_world.Names);

        process.Prepare = t => t.BeforeRecord = () => t.MayActNow = false; // the lease ends while it is recorded
        await process.SendAsync();
        Assert.False(process.Last[0].IsSettled);
        Assert.StartsWith(".", Assert.Single(_world.Names), StringComparison.Ordinal);

        await _world.Start().SendAsync();
        Assert.True(delivery.IsSent);
        Assert.Equal([$"{delivery.Message.Id:D}.xml"], _world.Names);
    }

    [Fact]
    public async Task A_record_that_is_not_taken_leaves_the_message_to_its_new_owner()
    {
        var delivery = _world.Add("text");
        var old = _world.Start();
        old.Prepare = t => t.MayRecord = false;
        await old.SendAsync();
        Assert.False(old.Last[0].IsSettled);

        await _world.Start().SendAsync();
        Assert.True(delivery.IsSent);
        Assert.Equal([$"{delivery.Message.Id:D}.xml"], _world.Names); // the old one's temporary file went too
    }

    [Fact]
    public async Task A_process_that_only_seemed_dead_harms_nothing()
    {
        var delivery = _world.Add("text");
        var old = _world.Start();
        // The old owner hangs between its record and its rename; the new one sends, and a consumer takes the file.
        old.Files.Fault = (call, _) =>
        {
            if (call == "RenameToFree" && !delivery.IsSent)
            {
                _world.Start().SendAsync().GetAwaiter().GetResult();
                _world.Consume();
                old.Last[0].MayRecord = false;
            }

            return null;
        };
        await old.SendAsync();
        Assert.Equal(["text"], _world.Consumed);
        Assert.Empty(_world.Names);
        Assert.False(old.Last[0].IsSettled);
    }

    [Fact]
    public async Task A_temporary_file_that_another_program_deletes_is_written_again()
    {
        var delivery = _world.Add("text");
        var process = _world.Start();
        process.Files.Fault = (call, path) =>
        {
            if (call == "RenameToFree") System.IO.File.Delete(path);
            return null;
        };
        await process.SendAsync();
        Assert.Contains("removed by another program", delivery.Failure?.Text, StringComparison.Ordinal);

        process.Files.Fault = (_, _) => null;
        await process.SendAsync();
        Assert.True(delivery.IsSent);
        Assert.Single(_world.Names);
    }

    [Fact]
    public async Task A_record_of_another_adapter_is_not_guessed_at()
    {
        var delivery = _world.Add("text");
        delivery.Recorded = "http/1 something";
        await _world.Start().SendAsync();
        Assert.False(delivery.IsTransient);
        Assert.Contains("does not understand", delivery.Failure?.Text, StringComparison.Ordinal);
        Assert.Empty(_world.Names);
    }
}
