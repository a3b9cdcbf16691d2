using System.Runtime.InteropServices;

namespace Viaduct.Server.Drills;

/// <summary>
/// What runs in the process that wakes a server. It wakes it when the time is over, and also when it is to end itself,
/// so that nothing but SIGKILL on this process leaves the server standing.
/// </summary>
public static class WakerHost
{
    /// <summary>The hidden command that it is started with.</summary>
    public const string Command = "drill-waker";

    internal const string Ready = "ready";
    internal const string Go = "go";

    private const int Attempts = 50;
    private static readonly TimeSpan AttemptEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>Says that it is ready, waits for the word, then for the time, and wakes the server.</summary>
    /// <param name="process">The server's process.</param>
    /// <param name="started">
    /// When that was started, as the system says: another process of its number is left alone.
    /// </param>
    /// <param name="milliseconds">How long the server is to stand still.</param>
    public static async Task ServeAsync(int process, long started, long milliseconds)
    {
        using var ending = new CancellationTokenSource();
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];
        var registrations = signals.Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            _ = ending.CancelAsync();
        })).ToList();
        try
        {
            await Console.Out.WriteLineAsync(Ready.AsMemory(), ending.Token);
            await Console.Out.FlushAsync(ending.Token);
            if (await Console.In.ReadLineAsync(ending.Token) != Go) return;
            await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, ending.Token);
        }
        catch (OperationCanceledException)
        {
            // Sooner, then.
        }
        finally
        {
            await WakeAsync(process, started);
            foreach (var registration in registrations) registration.Dispose();
        }
    }

    private static async Task WakeAsync(int process, long started)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            if (ProcessMark.Of(process) is not { } mark || mark.Started != started) return;
            if (attempt > 0 && !mark.IsStopped) return;
            _ = ProcessSignal.Continue(process);
            await Task.Delay(AttemptEvery, TimeProvider.System);
        }
    }
}
