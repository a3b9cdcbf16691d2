using Viaduct.Adapters.File;
using Viaduct.Adapters.File.Native;
using Viaduct.Core.Adapters;
using Viaduct.Core.Recover;

namespace Viaduct.Adapters.Tests.File;

/// <summary>What becomes of the files that a process had in hand when it ended.</summary>
public sealed class TakingOverFilesTests : IDisposable
{
    private const int PointsMax = 200;
    private readonly ReceiveWorld _world = new();

    public void Dispose() => _world.Dispose();

    /// <summary>
    /// Ends the process at each of its effects in turn (record, each rename, flush, each commit, each delete, flush,
    /// close), before the effect and after it, with and without a power cut, and lets the next one go on.
    /// </summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task A_crash_at_any_effect_loses_nothing_and_takes_nothing_in_twice(bool isAfter, bool cutsPower)
    {
        int points = 0;
        for (; points < PointsMax; points++)
        {
            using var world = new ReceiveWorld();
            string[] names = ["a.xml", "b.xml", "c.xml"];
            foreach (string name in names) world.Drop(name, name);
            var plan = new CrashPlan(points, isAfter);
            var first = world.Start(plan: plan);
            await first.RoundUntilCrashAsync();
            if (!plan.IsDead) break;
            if (cutsPower) first.Files.CutPower();

            var second = world.Start();
            for (int i = 0; i < 3; i++) await second.RoundAsync();

            string point = $"{plan.DiedAt} (effect {points})";
            foreach (string name in names) Assert.True(world.Box.CountOf(name) == 1, $"{name}: {point}");
            Assert.True(world.Names.Length == 0, $"{string.Join(", ", world.Names)}: {point}");
            Assert.True(world.Box.Claims.Count == 0, $"a claim is open: {point}");
        }

        Assert.InRange(points, 10, PointsMax - 1);
    }

    [Fact]
    public async Task Two_crashes_at_any_two_effects_lose_nothing_and_take_nothing_in_twice()
    {
        for (int first = 0; first < PointsMax; first++)
        {
            var firstPlan = new CrashPlan(first, isAfter: true);
            for (int second = 0; second < PointsMax; second++)
            {
                using var world = new ReceiveWorld();
                world.Drop("a.xml", "a");
                firstPlan = new CrashPlan(first, isAfter: true);
                await world.Start(plan: firstPlan).RoundUntilCrashAsync();
                if (!firstPlan.IsDead) return;
                var secondPlan = new CrashPlan(second, isAfter: true);
                await world.Start(plan: secondPlan).RoundUntilCrashAsync();
                if (!secondPlan.IsDead) break;
                var third = world.Start();
                for (int i = 0; i < 3; i++) await third.RoundAsync();

                string points = $"{firstPlan.DiedAt}, then {secondPlan.DiedAt}";
                Assert.True(world.Box.CountOf("a.xml") == 1, points);
                Assert.True(world.Names.Length == 0 && world.Box.Claims.Count == 0, points);
            }
        }

        Assert.Fail("The process has more effects than this test expects.");
    }

    [Fact]
    public async Task A_file_of_the_same_name_that_came_meanwhile_is_taken_in_too()
    {
        for (int point = 0; point < PointsMax; point++)
        {
            using var world = new ReceiveWorld();
            world.Drop("a.xml", "old");
            var plan = new CrashPlan(point, isAfter: true);
            await world.Start(plan: plan).RoundUntilCrashAsync();
            if (!plan.IsDead) return;
            bool isTaken = world.Names.All(name => name != "a.xml");
            if (isTaken) world.Drop("a.xml", "new");

            var second = world.Start();
            for (int i = 0; i < 3; i++) await second.RoundAsync();

            string[] expected = isTaken ? ["old", "new"] : ["old"];
            Assert.True(
                expected.Order().SequenceEqual(world.Box.Items.Select(item => item.Text).Order()), plan.DiedAt);
            Assert.Empty(world.Names);
        }
    }

    [Fact]
    public async Task A_claim_is_kept_while_the_share_of_its_file_is_not_mounted()
    {
        _world.Drop("a.xml");
        var plan = new CrashPlan(1, isAfter: true); // the rename
        await _world.Start(plan: plan).RoundUntilCrashAsync();
        Assert.Equal("after RenameToFree", plan.DiedAt);
        string aside = _world.In + "-share";
        Directory.Move(_world.In, aside);
        Directory.CreateDirectory(_world.In); // the empty mount point

        var second = _world.Start();
        for (int i = 0; i < 3; i++) Assert.Equal(1, (await second.RoundAsync()).InHand);
        Assert.Single(_world.Log.Of(4115));

        Directory.Delete(_world.In);
        Directory.Move(aside, _world.In);
        await second.RoundAsync();
        Assert.Single(_world.Box.Items);
        Assert.Empty(_world.Names);
        Assert.Empty(_world.Box.Claims);
    }

    [Fact]
    public async Task A_file_that_two_processes_ended_with_is_worked_alone_and_suspended_after_more_deaths()
    {
        foreach (string name in new[] { "a.xml", "poison.xml", "z.xml" }) _world.Drop(name, name);
        for (int death = 1; death <= DeathLimits.Poison; death++)
        {
            var plan = new CrashPlan();
            var process = _world.Start(plan: plan);
            process.Session.Before = async (item, token) =>
            {
                string path = item.Context[FileProperties.ReceivedFileName].Text;
                if (!path.EndsWith("poison.xml", StringComparison.Ordinal) || item.Failure is not null)
                {
                    if (death > DeathLimits.Suspect) return;
                    await plan.Ended; // in hand until the end
                    throw new CrashException();
                }

                plan.EndNow();
                throw new CrashException();
            };
            await process.RoundUntilCrashAsync();
            Assert.True(plan.IsDead);
            if (death > DeathLimits.Suspect) Assert.Equal(1, process.Session.SubmittedAtOnce);
        }

        await _world.Start().RoundAsync();

        Assert.Equal(3, _world.Box.Items.Count);
        var suspended = Assert.Single(_world.Box.Items, item => item.Failure is not null);
        Assert.Equal(("poison.xml", "poison"), (suspended.Name, suspended.Failure!.Code));
        Assert.Equal("poison.xml", suspended.Text);
        Assert.Empty(_world.Names);
        Assert.Empty(_world.Box.Claims);
    }

    [Fact]
    public async Task A_file_that_only_waited_for_its_lone_turn_when_an_owner_died_is_not_suspended()
    {
        _world.Drop("a.xml");
        for (int death = 1; death <= DeathLimits.Suspect + 1; death++)
        {
            var plan = new CrashPlan();
            var process = _world.Start(plan: plan);
            process.Session.Before = (_, _) =>
            {
                plan.EndNow();
                throw new CrashException();
            };
            await process.RoundUntilCrashAsync();
        }

        // Alone it has met one death; the next one comes before its turn.
        Assert.EndsWith(".alone.viaduct", Assert.Single(_world.Names), StringComparison.Ordinal);
        await _world.Start(plan: new CrashPlan(0)).RoundUntilCrashAsync();
        Assert.EndsWith(".alone.viaduct", Assert.Single(_world.Names), StringComparison.Ordinal);

        await _world.Start().RoundAsync();
        Assert.Null(Assert.Single(_world.Box.Items).Failure);
        Assert.Empty(_world.Names);
    }

    [Fact]
    public async Task An_orderly_stop_is_no_death_and_the_next_receiver_goes_on()
    {
        _world.Drop("a.xml");
        var first = _world.Start();
        first.Session.Answer = _ => throw new OperationCanceledException("stopping");
        await first.RoundAsync();
        Assert.EndsWith(".viaduct", Assert.Single(_world.Names), StringComparison.Ordinal);
        first.Session.End();

        await _world.Start().RoundAsync();
        Assert.Single(_world.Box.Items);
        Assert.Empty(_world.Names);
    }

    [Fact]
    public async Task A_file_whose_answer_got_lost_is_never_given_back()
    {
        _world.Drop("a.xml");
        var process = _world.Start();
        process.Session.Answer = _ => throw new OperationCanceledException("the answer got lost");
        await process.RoundAsync();
        process.Session.Answer = _ => new IntakeResult(IntakeOutcome.Refused, Guid.Empty);
        await process.RoundAsync();
        Assert.EndsWith(".viaduct", Assert.Single(_world.Names), StringComparison.Ordinal);

        process.Session.Answer = _ => null;
        await process.RoundAsync();
        Assert.Single(_world.Box.Items);
        Assert.Empty(_world.Names);
    }

    [Fact]
    public async Task A_claimed_name_that_no_store_knows_is_reported_once_and_left()
    {
        string left = ClaimedName.Of("old.xml", Guid.CreateVersion7(), ClaimedForm.Claimed);
        _world.Drop(left);
        var process = _world.Start();
        for (int i = 0; i < 5; i++)
        {
            await process.RoundAsync();
            _world.Time.Advance(TimeSpan.FromSeconds(61));
        }

        Assert.Equal([left], _world.Names);
        Assert.Contains("old.xml", Assert.Single(_world.Log.Of(4110)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_claimed_name_of_a_live_process_is_left_in_peace()
    {
        _world.Drop("a.xml");
        var busy = _world.Start();
        busy.Files.Fault = (call, _) => call == "Delete" ? FileFaultKind.Denied : null;
        await busy.RoundAsync();

        var other = _world.Start();
        for (int i = 0; i < 4; i++)
        {
            await other.RoundAsync();
            _world.Time.Advance(TimeSpan.FromSeconds(61));
        }

        Assert.Empty(_world.Log.Of(4110));
        Assert.Single(_world.Box.Items);
    }

    [Fact]
    public async Task A_claim_of_a_newer_version_is_left_alone()
    {
        var session = new FakeSession(_world.Box, new CrashPlan());
        await session.RecordAsync([new Claim(Guid.CreateVersion7(), "v2 {}")], CancellationToken.None);
        session.End();
        await _world.Start().RoundAsync();
        Assert.Single(_world.Log.Of(4116));
        Assert.Single(_world.Box.Claims);
    }
}
