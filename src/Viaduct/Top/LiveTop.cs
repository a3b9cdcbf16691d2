using System.Runtime.InteropServices;
using System.Threading.Channels;
using Viaduct.Client;

namespace Viaduct.Cli.Top;

/// <summary>The live view on a terminal, until its user has enough.</summary>
/// <param name="client">The group.</param>
/// <param name="sort">What the ports are ordered by at first.</param>
/// <param name="time">The clock.</param>
internal sealed class LiveTop(ViaductClient client, TopSort sort, TimeProvider time)
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private const int PageRows = 10;
    private const int WaitingMax = 64;

    // A key, or null to draw anew. What comes while everything is drawn anyway is dropped.
    private readonly Channel<ConsoleKeyInfo?> _events = Channel.CreateBounded<ConsoleKeyInfo?>(
        new BoundedChannelOptions(WaitingMax) { FullMode = BoundedChannelFullMode.DropWrite });

    private TopSort _sort = sort;
    private int _skip;
    private volatile bool _isForgotten;

    /// <summary>Shows it, until a key or the token ends it.</summary>
    /// <param name="status">What is known already.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="OperationCanceledException">The token has ended it.</exception>
    /// <exception cref="IOException">The terminal is gone.</exception>
    public async Task RunAsync(GroupStatus status, CancellationToken stop)
    {
        using var resized = OnResize();
        using var continued = OnContinue();
        await using var watch = new TopFeed(client, status, time, () => Post(null));
        await using var clock = time.CreateTimer(_ => Post(null), null, Tick, Tick);
        using var screen = Screen.Open();
        ReadKeys();
        do Draw(screen, watch.View());
        while (await TakeAsync(stop));
    }

    private void Draw(Screen screen, TopView view)
    {
        if (_isForgotten) screen.Forget();
        _isForgotten = false;
        var size = Screen.Size();
        _skip = Math.Clamp(_skip, 0, Math.Max(0, PortRow.Of(view).Count - 1));
        screen.Draw(TopFrame.Render(view with { Sort = _sort, Skip = _skip }, size.Width, size.Height), size);
    }

    /// <summary>Waits for something to happen, and takes everything that has.</summary>
    /// <returns>False if the user has enough.</returns>
    private async Task<bool> TakeAsync(CancellationToken stop)
    {
        await _events.Reader.WaitToReadAsync(stop);
        stop.ThrowIfCancellationRequested();
        while (_events.Reader.TryRead(out var key))
            if (key is { } pressed && !Press(pressed)) return false;
        return true;
    }

    private bool Press(ConsoleKeyInfo key)
    {
        int move = key.Key switch
        {
            ConsoleKey.UpArrow => -1,
            ConsoleKey.DownArrow => 1,
            ConsoleKey.PageUp => -PageRows,
            ConsoleKey.PageDown => PageRows,
            ConsoleKey.Home => -_skip,
            _ => 0,
        };
        _skip += move;
        _sort = char.ToLowerInvariant(key.KeyChar) switch
        {
            'r' => TopSort.Rate,
            'n' => TopSort.Name,
            'e' => TopSort.Errors,
            't' => TopSort.Time,
            'b' => TopSort.Backlog,
            's' => TopSort.Suspended,
            _ => _sort,
        };
        return char.ToLowerInvariant(key.KeyChar) != 'q' && key.Key != ConsoleKey.Escape;
    }

    // Keys can only be waited for by a thread; it goes with the process. Meanwhile nothing that is typed is shown.
    private void ReadKeys()
    {
        if (Console.IsInputRedirected) return;
        new Thread(() =>
        {
            try
            {
                while (true) Post(Console.ReadKey(intercept: true));
            }
            catch (Exception e) when (e is InvalidOperationException or IOException)
            {
                // The terminal is gone: signals still end the view.
            }
        })
        { IsBackground = true, Name = "keys" }.Start();
    }

    private PosixSignalRegistration? OnResize() => OperatingSystem.IsWindows()
        ? null
        : PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => Post(null));

    // The shell had the terminal meanwhile.
    private PosixSignalRegistration? OnContinue() => OperatingSystem.IsWindows()
        ? null
        : PosixSignalRegistration.Create(PosixSignal.SIGCONT, _ =>
        {
            _isForgotten = true;
            Post(null);
        });

    private void Post(ConsoleKeyInfo? key) => _events.Writer.TryWrite(key);
}
