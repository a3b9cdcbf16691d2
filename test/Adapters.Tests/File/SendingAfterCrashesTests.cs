using Viaduct.Adapters.File;
using Viaduct.Adapters.File.Native;

namespace Viaduct.Adapters.Tests.File;

/// <summary>What a message becomes when the process that sends it ends at any point.</summary>
public sealed class SendingAfterCrashesTests
{
    private const int PointsMax = 300;

    /// <summary>
    /// Ends the process at each of its effects in turn (create, write, flushes, records, renames, settling), before the
    /// effect and after it, with and without a power cut; a consumer takes what is there before the next process goes
    /// on, or after it.
    /// </summary>
    [Theory]
    [InlineData(FileCopyMode.CreateNew, false, false, false)]
    [InlineData(FileCopyMode.CreateNew, false, false, true)]
    [InlineData(FileCopyMode.CreateNew, true, false, false)]
    [InlineData(FileCopyMode.CreateNew, true, false, true)]
    [InlineData(FileCopyMode.CreateNew, false, true, false)]
    [InlineData(FileCopyMode.CreateNew, true, true, true)]
    [InlineData(FileCopyMode.Overwrite, true, false, true)]
    [InlineData(FileCopyMode.Overwrite, true, true, true)]
    [InlineData(FileCopyMode.Append, false, false, false)]
    [InlineData(FileCopyMode.Append, true, false, false)]
    [InlineData(FileCopyMode.Append, false, true, false)]
    [InlineData(FileCopyMode.Append, true, true, false)]
    public async Task A_crash_at_any_effect_loses_nothing_and_sends_nothing_twice(
        FileCopyMode mode, bool isAfter, bool cutsPower, bool consumesBetween)
    {
        int points = 0;
        for (; points < PointsMax; points++)
        {
            using var world = new SendWorld();
            string[] texts = ["one;", "two;", "three;"];
            foreach (string text in texts) world.Add(text);
            string name = mode == FileCopyMode.Append ? "all.txt" : "%MessageID%.xml";
            var options = world.Options with { CopyMode = mode, FileName = name };
            var plan = new CrashPlan(points, isAfter);
            var first = world.Start(options, plan);
            await first.SendUntilCrashAsync();
            if (!plan.IsDead) break;
            if (cutsPower) first.Files.CutPower();
            if (consumesBetween) world.Consume();

            await world.Start(options).SendAsync();
            world.Consume();

            string point = $"{plan.DiedAt} (effect {points})";
            Assert.True(world.Deliveries.All(d => d.IsSent), point);
            string[] wanted = mode == FileCopyMode.Append ? [string.Concat(texts)] : texts;
            Assert.True(
                wanted.Order().SequenceEqual(world.Consumed.Order()), $"{string.Join(' ', world.Consumed)}: {point}");
            Assert.True(
                world.Names.All(n => n.EndsWith(ClaimedName.LockEnding, StringComparison.Ordinal)),
                $"{string.Join(", ", world.Names)}: {point}");
        }

        Assert.InRange(points, 10, PointsMax - 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_the_exact_rename_links_do_and_a_crash_between_them_is_seen(bool isAfter)
    {
        for (int point = 0; point < PointsMax; point++)
        {
            using var world = new SendWorld();
            world.Add("one");
            world.Add("two");
            var plan = new CrashPlan(point, isAfter);
            foreach (var process in new[] { world.Start(plan: plan), world.Start() })
            {
                process.Files.Fault = (call, _) => call == "RenameToFree" ? FileFaultKind.Unsupported : null;
                await process.SendUntilCrashAsync();
                if (!plan.IsDead) return;
            }

            world.Consume();
            Assert.True(world.Consumed.Order().SequenceEqual(["one", "two"]), plan.DiedAt);
            Assert.True(world.Names.Length == 0, plan.DiedAt);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_the_exact_rename_a_taken_name_is_respected(bool hasLinks)
    {
        using var world = new SendWorld();
        var delivery = world.Add("new");
        var process = world.Start(world.Options with { FileName = "out.xml" });
        process.Files.Fault = (call, _) =>
        {
            if (call == "RenameToFree") System.IO.File.WriteAllText(Path.Join(world.Out, "out.xml"), "old");
            return call == "RenameToFree" || (call == "Link" && !hasLinks) ? FileFaultKind.Unsupported : null;
        };
        await process.SendAsync();
        Assert.False(delivery.IsSent);
        Assert.Equal(["out.xml"], world.Names);
        Assert.Equal("old", System.IO.File.ReadAllText(Path.Join(world.Out, "out.xml")));
    }

    [Fact]
    public async Task Many_crashes_in_a_row_are_survived_and_leave_no_temporary_files()
    {
        using var world = new SendWorld();
        world.Add("one");
        world.Add("two");
        for (int crash = 0; crash < 5; crash++)
            await world.Start(plan: new CrashPlan(at: 3, isAfter: true)).SendUntilCrashAsync();
        Assert.NotEmpty(world.Names);
        await world.Start().SendAsync();
        world.Consume();
        Assert.Equal(["one", "two"], world.Consumed.Order());
        Assert.Empty(world.Names);
    }

    [Fact]
    public async Task An_attempt_is_finished_where_it_was_begun_although_the_port_was_changed()
    {
        using var world = new SendWorld();
        var delivery = world.Add("text");
        var plan = new CrashPlan();
        var first = world.Start(plan: plan);
        first.Files.Fault = (call, _) =>
        {
            if (call == "RenameToFree") plan.EndNow();
            return null;
        };
        await first.SendUntilCrashAsync();
        Directory.CreateDirectory(Path.Join(world.Out, "elsewhere"));

        await world.Start(new FileSendOptions
        {
            Folder = Path.Join(world.Out, "elsewhere"), FileName = "other.xml", CopyMode = FileCopyMode.Append,
        }).SendAsync();

        Assert.True(delivery.IsSent);
        Assert.True(System.IO.File.Exists(Path.Join(world.Out, $"{delivery.Message.Id:D}.xml")));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Join(world.Out, "elsewhere")));
    }

    [Fact]
    public async Task An_absent_temporary_file_proves_nothing_while_its_share_is_not_mounted()
    {
        using var world = new SendWorld();
        var delivery = world.Add("text");
        // The last rename's answer never came: dead right before it.
        var plan = new CrashPlan();
        var first = world.Start(plan: plan);
        first.Files.Fault = (call, _) =>
        {
            if (call == "RenameToFree") plan.EndNow();
            return null;
        };
        first.Files.After = (_, _) => { };
        await first.SendUntilCrashAsync();
        string aside = world.Out + "-share";
        Directory.Move(world.Out, aside);
        Directory.CreateDirectory(world.Out);

        await world.Start().SendAsync();
        Assert.False(delivery.IsSent);
        Assert.True(delivery.IsTransient);
        Assert.Contains("cannot be told", delivery.Failure?.Text, StringComparison.Ordinal);

        Directory.Delete(world.Out);
        Directory.Move(aside, world.Out);
        await world.Start().SendAsync();
        Assert.True(delivery.IsSent);
        Assert.Single(world.Names);
    }
}
