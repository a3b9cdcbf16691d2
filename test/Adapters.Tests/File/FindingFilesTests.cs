using Viaduct.Adapters.File;

namespace Viaduct.Adapters.Tests.File;

/// <summary>Events, their loss, and the polling behind them; starting and stopping.</summary>
public sealed class FindingFilesTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ReceiveWorld _world = new();
    private readonly SemaphoreSlim _taken = new(0);

    public void Dispose()
    {
        _taken.Dispose();
        _world.Dispose();
    }

    [Fact]
    public async Task A_file_is_found_by_the_system_s_event_long_before_the_next_poll()
    {
        var options = _world.Options with { Every = TimeSpan.FromHours(1) };
        var process = Watched(options, SystemWatch.Start, TimeProvider.System);
        var looked = new TaskCompletionSource();
        process.Files.After = (_, _) => { };
        process.Session.Looked = () => looked.TrySetResult();
        await process.Receiver.StartAsync(CancellationToken.None);
        await looked.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

        _world.Drop("moved.xml");
        Assert.True(await _taken.WaitAsync(Patience), "no event came for a file that was moved in");
        System.IO.File.WriteAllText(Path.Join(_world.In, "written.xml"), "written in place");
        Assert.True(await _taken.WaitAsync(Patience), "no event came for a file that was written in place");

        await process.Receiver.StopAsync(CancellationToken.None);
        Assert.Equal(2, _world.Box.Items.Count);
        await process.Receiver.DisposeAsync();
    }

    [Fact]
    public async Task Without_a_watch_polling_finds_the_files_and_the_lack_is_said_once()
    {
        var process = Watched(_world.Options, (_, _) => throw new IOException("no more watches"), _world.Time);
        await process.Receiver.StartAsync(CancellationToken.None);
        _world.Drop("a.xml");
        await PollUntilTakenAsync();
        _world.Drop("b.xml");
        await PollUntilTakenAsync();
        await process.Receiver.DisposeAsync();
        Assert.Contains("no more watches", Assert.Single(_world.Log.Of(4104)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lost_events_lead_to_a_listing_and_a_new_watch()
    {
        var watches = new List<Action<WatchHint>>();
        var process = Watched(
            _world.Options, (_, onHint) =>
            {
                lock (watches) watches.Add(onHint);
                return new Disposable();
            },
            _world.Time);
        var looked = new SemaphoreSlim(0);
        process.Session.Looked = () => looked.Release();
        await process.Receiver.StartAsync(CancellationToken.None);
        Assert.True(await looked.WaitAsync(Patience));

        _world.Drop("a.xml"); // no event, and time stands still
        watches[0](new WatchHint(WatchHintKind.Lost, "the buffer is full"));
        await AdvanceUntilAsync(_taken, TimeSpan.FromMilliseconds(1));
        await process.Receiver.DisposeAsync();

        Assert.Equal(2, watches.Count);
        Assert.Single(_world.Log.Of(4105));
    }

    [Fact]
    public async Task A_rename_into_place_is_the_writer_s_sign_that_the_file_is_whole()
    {
        Action<WatchHint>? hint = null;
        var process = Watched(
            _world.Options, (_, onHint) =>
            {
                hint = onHint;
                return new Disposable();
            },
            _world.Time);
        process.Files.Writers = Adapters.File.Native.Writers.Unknown;
        await process.RoundAsync();
        _world.Drop("renamed.xml");
        _world.Drop("written.xml");
        hint!(new WatchHint(WatchHintKind.MovedIn, "renamed.xml"));
        hint(new WatchHint(WatchHintKind.Changed, "written.xml"));
        await process.RoundAsync();
        Assert.Equal("renamed.xml", Assert.Single(_world.Box.Items).Name);
    }

    [Fact]
    public async Task The_watch_follows_a_folder_that_is_made_anew()
    {
        int watches = 0;
        var process = Watched(
            _world.Options, (_, _) =>
            {
                watches++;
                return new Disposable();
            },
            _world.Time);
        for (int i = 0; i < 3; i++) await process.RoundAsync();
        Assert.Equal(1, watches);
        Directory.Delete(_world.In);
        await process.RoundAsync();
        Directory.CreateDirectory(_world.In);
        await process.RoundAsync();
        Assert.Equal(2, watches);
    }

    [Fact]
    public async Task A_stop_finishes_what_has_begun_and_takes_nothing_new()
    {
        _world.Drop("a.xml");
        _world.Drop("b.xml");
        var process = _world.Start(_world.Options with { BatchFiles = 1 });
        var begun = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        process.Session.Before = async (_, _) =>
        {
            begun.TrySetResult();
            await goOn.Task;
        };
        await process.Receiver.StartAsync(CancellationToken.None);
        await process.Receiver.StartAsync(CancellationToken.None); // legal
        await begun.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        var stopping = process.Receiver.StopAsync(CancellationToken.None).AsTask();
        Assert.False(stopping.IsCompleted);
        goOn.SetResult();
        await stopping.WaitAsync(Patience, TestContext.Current.CancellationToken);
        await process.Receiver.StopAsync(CancellationToken.None); // legal
        await process.Receiver.DisposeAsync();
        await process.Receiver.DisposeAsync();

        Assert.Single(_world.Box.Items);
        Assert.Single(_world.Names);
        Assert.Empty(_world.Box.Claims);
    }

    [Fact]
    public async Task A_stop_without_time_abandons_and_the_next_receiver_finishes()
    {
        _world.Drop("a.xml");
        var process = _world.Start();
        var begun = new TaskCompletionSource();
        process.Session.Before = async (_, token) =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, token);
        };
        await process.Receiver.StartAsync(CancellationToken.None);
        await begun.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        await process.Receiver.DisposeAsync();
        Assert.Empty(_world.Box.Items);
        Assert.Single(_world.Box.Claims);
        Assert.Single(_world.Log.Of(4113));
        process.Session.End();

        await _world.Start().RoundAsync();
        Assert.Single(_world.Box.Items);
        Assert.Empty(_world.Names);
    }

    [Fact]
    public async Task A_round_that_fails_is_logged_and_tried_again()
    {
        _world.Drop("a.xml");
        var process = Watched(_world.Options, (_, _) => throw new IOException("no watch"), _world.Time);
        int calls = 0;
        process.Session.Looked = () =>
        {
            if (calls++ == 0) throw new InvalidOperationException("the store is away");
        };
        await process.Receiver.StartAsync(CancellationToken.None);
        await PollUntilTakenAsync();
        await process.Receiver.DisposeAsync();
        Assert.Contains("the store is away", Assert.Single(_world.Log.Of(4112)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_receivers_on_one_folder_take_two_thousand_files_once_each()
    {
        const int Count = 2000;
        for (int i = 0; i < Count; i++) _world.Drop($"{i:0000}.xml", $"{i}");
        ReceiveWorld.ReceiveProcess[] processes = [_world.Start(), _world.Start()];
        // Neither goes on before both have claimed something.
        TaskCompletionSource[] arrivals = [new(), new()];
        for (int i = 0; i < processes.Length; i++)
        {
            var own = arrivals[i];
            processes[i].Session.Before = (_, _) =>
            {
                own.TrySetResult();
                return Task.WhenAll(arrivals.Select(arrival => arrival.Task));
            };
        }

        await Task.WhenAll(processes.Select(process => Task.Run(async () =>
        {
            while (_world.Names.Length > 0) await process.RoundAsync();
        }))).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

        Assert.Equal(Count, _world.Box.Items.Count);
        Assert.Equal(Count, _world.Box.Items.Select(item => item.Text).Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(_world.Box.Claims);
        Assert.All(processes, process => Assert.InRange(process.Session.Submitted, 1, Count - 1));
    }

    private ReceiveWorld.ReceiveProcess Watched(FileReceiveOptions options, WatchFolder watch, TimeProvider time)
    {
        var process = _world.Start(options, watch: watch, time: time);
        process.Session.Taken = () => _taken.Release();
        return process;
    }

    private Task PollUntilTakenAsync() => AdvanceUntilAsync(_taken, _world.Options.Every);

    // The receiver arms its wait when it is ready to; time is moved until it has noticed.
    private async Task AdvanceUntilAsync(SemaphoreSlim signal, TimeSpan step)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await signal.WaitAsync(TimeSpan.FromMilliseconds(10), patience.Token)) _world.Time.Advance(step);
    }

    private sealed class Disposable : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
