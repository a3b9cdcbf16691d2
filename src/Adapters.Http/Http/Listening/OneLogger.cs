using Microsoft.Extensions.Logging;

namespace Viaduct.Adapters.Http.Listening;

/// <summary>
/// Gives Kestrel one log for all that it has to say, without what every bad client would make it write.
/// </summary>
internal sealed class OneLogger(ILogger logger) : ILoggerFactory, ILogger
{
    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => this;

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider)
    {
    }

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error && logger.IsEnabled(logLevel);

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) logger.Log(logLevel, eventId, state, exception, formatter);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
