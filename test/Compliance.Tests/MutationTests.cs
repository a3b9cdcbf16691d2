using Viaduct.Compliance.CleanUp;
using Viaduct.Compliance.Commits;
using Viaduct.Compliance.Fences;
using Viaduct.Compliance.InMemory;
using Viaduct.Compliance.Model;
using Viaduct.Compliance.OpenItems;
using Viaduct.Compliance.Receipts;
using Viaduct.Compliance.Routes;
using Viaduct.Compliance.Schedules;
using Viaduct.Compliance.Sessions;
using Viaduct.Compliance.Simulation;
using Viaduct.Compliance.Tests.Broken;

namespace Viaduct.Compliance.Tests;

/// <summary>
/// The suites catch what they are for: a store that breaks one rule fails the test that is named here, which the sound
/// one passes, and generated schedules find it without being told where to look.
/// </summary>
public sealed class MutationTests
{
    private static readonly Dictionary<string, (Func<MessageBoxModel> Model, Func<StoreFixture, Task> Test)> Broken =
        new(
    [
        Catch<FencesByEpochOnly, Fences>(
            store => new(store),
            one => one
                .Another_session_with_the_right_epoch_cannot_write_a_lane()),
        Catch<FencesBySessionOnly, Fences>(
            store => new(store),
            one => one
                .The_right_session_with_another_epoch_cannot_write_a_lane(-1)),
        Catch<CompletesWithoutFence, Fences>(
            store => new(store),
            one => one
                .Another_session_with_the_right_epoch_completes_nothing_though_its_own_lane_is_in_order(false)),
        Catch<ChangesItemsWithoutFence, Schedules>(
            store => new(store),
            one => one
                .Schedule_1c_a_process_with_a_good_lane_writes_nothing_in_the_name_of_what_it_has_handed_over()),
        Catch<LooksReceiptsUpOutside, Receipts>(
            store => new(store),
            one => one
                .Of_two_processes_that_bring_the_same_items_in_opposite_order_one_wins_and_neither_hangs()),
        Catch<LeavesTraces, Commits>(
            store => new(store),
            one => one
                .A_commit_that_fails_for_one_thing_leaves_nothing_of_the_others("receipt")),
        Catch<IgnoresRoutes, Activation>(
            store => new(store),
            one => one
                .Nothing_that_was_routed_before_an_activation_is_committed_after_it_in_any_lane()),
        Catch<TakesOverTheLiving, TakeOver>(
            store => new(store),
            one => one
                .A_live_session_one_that_is_gone_and_one_that_never_was_are_not_taken_over()),
        Catch<KeepsEpochs, TakeOver>(
            store => new(store),
            one => one
                .Everything_of_a_dead_session_is_free_and_every_epoch_has_risen()),
        Catch<CountsNoDeaths, TakeOver>(
            store => new(store),
            one => one
                .Deaths_are_counted_where_the_position_stands_and_begin_anew_when_it_moves()),
        Catch<ForgetsWhatIsDone, Schedules>(
            store => new(store),
            one => one
                .Schedule_6_a_slow_message_among_five_hundred_does_not_have_the_others_sent_again()),
        Catch<GivesItemsToTheDead, Items>(
            store => new(store),
            one => one
                .A_process_that_was_taken_over_gets_no_items()),
        Catch<GivesItemsTwice, Items>(
            store => new(store),
            one => one
                .A_failed_attempt_waits_for_its_interval_and_is_then_taken()),
        Catch<StartsHostsAtTheBeginning, Activation>(
            store => new(store),
            one => one
                .A_new_host_starts_at_the_heads_of_the_lanes_that_are_there_and_at_the_beginning_of_later_ones()),
        Catch<StartsHostsTooLate, Activation>(
            store => new(store),
            one => one
                .While_everybody_publishes_each_new_host_misses_nothing_and_gets_nothing_from_before()),
        Catch<RemovesWhatIsNeeded, CleanUp>(
            store => new(store),
            one => one
                .What_one_reader_still_needs_stays_however_long_it_takes("a host that nobody has taken yet")),
        Catch<KeepsForThoseWhoStandStill, CleanUp>(
            store => new(store),
            one => one
                .A_host_without_traffic_keeps_nothing_of_the_others()),
        Catch<KeepsAllForStoppedPorts, CleanUp>(
            store => new(store),
            one => one
                .A_stopped_port_keeps_what_names_it_from_where_it_stands_and_no_more()),
        Catch<ForgetsStoppedPorts, CleanUp>(
            store => new(store),
            one => one
                .A_stopped_port_keeps_what_names_it_from_where_it_stands_and_no_more()),
    ]);

    /// <summary>The broken stores.</summary>
    public static TheoryData<string> Names => [.. Broken.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Suite_BrokenStore_Fails(string name)
    {
        var (model, test) = Broken[name];

        await test(new InMemoryStoreFixture());

        var error = await Record.ExceptionAsync(() => test(new InMemoryStoreFixture(model())));
        Assert.True(error is not null, $"The test has not noticed {name}.");
    }

    // With a seed of its own: whether a schedule is found must not depend on luck.
    [Theory]
    [MemberData(nameof(Names))]
    public async Task Schedules_BrokenStore_Fail(string name)
    {
        Assert.SkipWhen(
            name is nameof(KeepsForThoseWhoStandStill) or nameof(KeepsAllForStoppedPorts),
            "No schedule shows what is kept too long.");
        var generated = new Generated(() => new InMemoryStoreFixture(Broken[name].Model()));

        var error = await Record.ExceptionAsync(() => generated.RunAsync(runs: 300, steps: 60));

        Assert.True(error is not null, $"No schedule has found {name}.");
        Assert.Contains("Shrunk", error.Message, StringComparison.Ordinal);
    }

    private static KeyValuePair<string, (Func<MessageBoxModel>, Func<StoreFixture, Task>)> Catch<TModel, TSuite>(
        Func<StoreFixture, TSuite> suite, Func<TSuite, Task> test)
        where TModel : MessageBoxModel, new()
        where TSuite : StoreCompliance =>
        new(typeof(TModel).Name, (() => new TModel(), async store =>
        {
            var sut = suite(store);
            await using (sut)
            {
                await test(sut);
            }
        }));

    private sealed class Fences(StoreFixture store) : FenceCompliance(store);

    private sealed class Schedules(StoreFixture store) : ScheduleCompliance(store);

    private sealed class Receipts(StoreFixture store) : ReceiptCompliance(store);

    private sealed class Commits(StoreFixture store) : CommitCompliance(store);

    private sealed class Activation(StoreFixture store) : ActivationCompliance(store);

    private sealed class TakeOver(StoreFixture store) : TakeOverCompliance(store);

    private sealed class Items(StoreFixture store) : OpenItemCompliance(store);

    private sealed class CleanUp(StoreFixture store) : CleanUpCompliance(store);

    private sealed class Generated(Func<StoreFixture> stores) : ModelCompliance(stores)
    {
        public Task RunAsync(int runs, int steps) => CheckAsync(runs, steps, seed: "20260302,17");
    }
}
