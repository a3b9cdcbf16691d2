using Microsoft.Extensions.Logging;

namespace Viaduct.Adapters.Tests.File;

/// <summary>Keeps what is logged, and lets a test wait for it.</summary>
internal sealed class LogLines : ILogger
{
    private readonly Lock _gate = new();
    private readonly List<(int Id, string Text)> _lines = [];

    /// <summary>The lines with a number.</summary>
    public IReadOnlyList<string> Of(int id)
    {
        lock (_gate) return [.. _lines.Where(line => line.Id == id).Select(line => line.Text)];
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        lock (_gate) _lines.Add((eventId.Id, formatter(state, exception) + exception));
    }
}
