using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Viaduct.Core.Tests.Hosting;

/// <summary>Keeps what is logged, with its level and number.</summary>
internal sealed class RecordedLog : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, int Id, string Text)> _entries = [];

    /// <summary>What went wrong in a way that nobody has provided for.</summary>
    public IEnumerable<string> Errors => _entries.Where(e => e.Level >= LogLevel.Error).Select(e => e.Text);

    /// <summary>The texts of an event.</summary>
    public IReadOnlyList<string> Of(int id) => [.. _entries.Where(e => e.Id == id).Select(e => e.Text)];

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter) =>
        _entries.Enqueue((logLevel, eventId.Id, $"{formatter(state, exception)} {exception}"));

    public void Dispose()
    {
    }
}
