using Viaduct.Support;

namespace Viaduct.FailoverBench.Flow;

/// <summary>A server of the group by its name: one process after the other.</summary>
internal sealed class Server(string name, string executable, string store, string configuration) : IAsyncDisposable
{
    /// <summary>How long anything may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private ProcessUnderTest? _process;

    /// <summary>Its process.</summary>
    public ProcessUnderTest Process => _process!;

    /// <summary>How many sessions of others its process has taken over.</summary>
    public int Takeovers => Count("Took over from server");

    /// <summary>Starts a process, and waits until it says something.</summary>
    public async Task StartAsync(string line = "ready:")
    {
        if (_process is not null) await _process.DisposeAsync();
        var variables = new Dictionary<string, string?>
        {
            ["VIADUCT_STORE"] = null, ["VIADUCT_SERVER"] = null, ["VIADUCT_TOKEN"] = null, ["VIADUCT_ADMIN"] = "off",
        };
        _process = ProcessUnderTest.Start(
            executable, ["run", "--config", configuration, "--store", store, "--server", name], environment: variables);
        await _process.WaitForLineAsync(line, Patience);
    }

    /// <summary>Waits until its process has joined the group so often.</summary>
    public Task JoinedAsync(int times) => _process!.WaitForLineAsync(
        _ => Joins >= times, Patience, $"'joined group', {times} times");

    /// <summary>How often its process has joined the group.</summary>
    public int Joins => Count("joined group");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
    }

    private int Count(string text) =>
        _process!.Lines.Count(line => line.Contains(text, StringComparison.Ordinal));
}
