using System.Runtime.InteropServices;

namespace Viaduct.Cli.CommandLine;

/// <summary>
/// Turns the first SIGTERM or SIGINT into a cancelled token; a second one ends the process where it stands, with 128
/// and the signal's number as usual in shells.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private const int SignalExit = 128;

    private readonly CancellationTokenSource _stop = new();
    private readonly List<PosixSignalRegistration> _registrations;

    /// <summary>Listens from now on.</summary>
    public StopSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Received),
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Received),
    ];

    /// <summary>Is cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>The exit code that says which signal it was; 0 before one came.</summary>
    public int Code { get; private set; }

    /// <summary>As a signal does.</summary>
    public Task StopAsync() => _stop.CancelAsync();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _stop.Dispose();
    }

    private void Received(PosixSignalContext context)
    {
        context.Cancel = true;
        int code = SignalExit + (context.Signal == PosixSignal.SIGINT ? 2 : 15);
        if (Code != 0) Environment.Exit(code);
        Code = code;
        // What waits for the token goes on elsewhere: the next signal must find this thread free.
        _ = _stop.CancelAsync();
    }
}
