using Microsoft.Extensions.Logging;

namespace Viaduct.Adapters.Tests.Http;

/// <summary>Shows warnings and errors beside the test that they came up in.</summary>
internal sealed class TestLog(ITestOutputHelper? output) : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        try
        {
            if (IsEnabled(logLevel)) output?.WriteLine($"{logLevel} {formatter(state, exception)} {exception}");
        }
        catch (InvalidOperationException)
        {
            // The test is over.
        }
    }

    public void Dispose()
    {
    }
}
