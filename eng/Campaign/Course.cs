using Viaduct.Campaign.Faults;
using Viaduct.Campaign.Flow;
using Viaduct.Campaign.Histories;
using Viaduct.Campaign.Plan;
using Viaduct.Campaign.Servers;
using Viaduct.Support;

namespace Viaduct.Campaign;

/// <summary>What happens in a campaign, from the first message to the last.</summary>
internal sealed class Course(
    CampaignOptions options, ServerGroup group, FarSide farSide, TempFolder folder, HistoryBook book,
    SteppedClock? clock, TextWriter progress)
{
    private const int CallersCount = 4;
    private const int AskersCount = 2;
    private const int StalledMost = 2;
    private static readonly TimeSpan MomentPatience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan EndPatience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongLook = TimeSpan.FromMilliseconds(500);

    /// <summary>Lets messages flow, causes the faults, waits until all is delivered, and asks the group.</summary>
    public async Task<(History History, IReadOnlyList<string> Takeovers)> RunAsync()
    {
        var valve = new Valve(book);
        await using var files = new FileFeeder(folder, book, valve);
        await using var callers = new Callers(book, valve);
        for (int caller = 0; caller < CallersCount; caller++) callers.Send(group.Ports.UrlOf(caller % 2), caller);
        for (int asker = 0; asker < AskersCount; asker++) callers.Ask(group.Ports.UrlOf(2), asker);

        using (var faults = new FaultMaker(group, farSide, book, clock is null ? null : new SteppedClockSwitch(clock)))
            await FollowAsync(faults);
        await files.StopAsync();
        try
        {
            await callers.StopAsync(EndPatience);
        }
        catch (TimeoutException)
        {
            book.Saw(ViolationKind.Stalled, $"a caller has no answer for good after {EndPatience}");
        }

        await UntilDeliveredAsync(files);
        var history = await AskAsync();
        await Task.WhenAll(group.Servers.Select(server => server.StopAsync()));
        files.Look();
        var takeovers = group.Takeovers;
        if (options.Calm is not null)
            foreach (string line in takeovers) book.Saw(ViolationKind.FalseTakeover, line);
        return (Join(book.Close(), history), takeovers);
    }

    private static History Join(History seen, History asked) => seen with
    {
        Suspended = asked.Suspended, Tracked = asked.Tracked, OrderedPorts = ["ordered"], KeyedPorts = ["keyed"],
    };

    private async Task FollowAsync(FaultMaker faults)
    {
        var beside = new List<Task>();
        int stalled = 0, mark = book.Accepted;
        foreach (var fault in Plan())
        {
            if (!fault.IsBeside)
            {
                await Task.WhenAll(beside);
                beside.Clear();
                mark = book.Accepted;
            }

            stalled = await MomentAsync(mark + fault.After) ? 0 : stalled + 1;
            if (stalled == StalledMost) break;
            mark = book.Accepted;
            await progress.WriteLineAsync($"{book.Now / 1000,8:N1} s  {book.Accepted,7:N0} accepted  {fault}");
            beside.Add(faults.CauseAsync(fault));
        }

        await Task.WhenAll(beside);
    }

    private IEnumerable<Fault> Plan() => options.Calm is { } calm
        ? FaultPlan.Calm(options.Seed, options.Store, options.Servers, clock is not null)
            .TakeWhile(_ => book.Now < calm.TotalMilliseconds)
        : FaultPlan.Of(options.Seed, options.Store, options.Servers, options.Faults);

    private async Task<bool> MomentAsync(int accepted)
    {
        long begun = TimeProvider.System.GetTimestamp();
        while (book.Accepted < accepted)
        {
            if (TimeProvider.System.GetElapsedTime(begun) > MomentPatience)
            {
                book.Saw(
                    ViolationKind.Stalled,
                    $"{book.Accepted} of {accepted} messages are accepted after {MomentPatience}, "
                    + $"and {book.Outstanding} effects outstanding");
                return false;
            }

            await Task.Delay(Look, TimeProvider.System);
        }

        return true;
    }

    private async Task UntilDeliveredAsync(FileFeeder files)
    {
        var kept = new SuspendedList(group.Command, folder.PathOf("saved"));
        long begun = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(begun) < EndPatience)
        {
            files.Look();
            if (!HistoryChecker.Check(book.Close()).Any(one => one.Kind == ViolationKind.Lost)
                && await kept.UndoneAsync() == 0) return;
            await Task.Delay(LongLook, TimeProvider.System);
        }

        book.Saw(ViolationKind.Stalled, $"not all is delivered {EndPatience} after the last fault");
    }

    private async Task<History> AskAsync()
    {
        var kept = new SuspendedList(group.Command, folder.PathOf("saved"));
        return new History { Suspended = await kept.ReadAsync(), Tracked = await kept.SentAsync() };
    }
}
