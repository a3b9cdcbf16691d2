using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Viaduct.Server.Api;

/// <summary>Gives the listener's parts loggers that pass on warnings and errors alone.</summary>
/// <param name="loggers">Where they go.</param>
internal sealed class QuietLoggers(ILoggerFactory loggers) : ILoggerFactory
{
    // What it says is thrown too, and told by whoever catches it.
    private const string Host = "Microsoft.Extensions.Hosting";

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => categoryName.StartsWith(Host, StringComparison.Ordinal)
        ? NullLogger.Instance
        : new QuietLogger(loggers.CreateLogger(categoryName));

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => loggers.AddProvider(provider);

    /// <summary>Nothing: the loggers belong to the server.</summary>
    public void Dispose()
    {
    }

    private sealed class QuietLogger(ILogger logger) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning && logger.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) logger.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
