namespace Viaduct.Scenarios;

/// <summary>Waits for a state of the world outside, which tells nobody when it comes.</summary>
internal static class WaitFor
{
    /// <summary>Waits until the condition holds.</summary>
    public static Task TrueAsync(Func<bool> condition, Func<string> state, TimeSpan? patience = null) =>
        TrueAsync(() => Task.FromResult(condition()), () => Task.FromResult(state()), patience);

    /// <summary>Waits until the condition holds.</summary>
    public static Task TrueAsync(Func<bool> condition, Func<Task<string>> state, TimeSpan? patience = null) =>
        TrueAsync(() => Task.FromResult(condition()), state, patience);

    /// <summary>Waits until the condition holds.</summary>
    public static Task TrueAsync(Func<Task<bool>> condition, Func<string> state, TimeSpan? patience = null) =>
        TrueAsync(condition, () => Task.FromResult(state()), patience);

    /// <summary>Waits until the condition holds; a time-out says how things stand.</summary>
    public static async Task TrueAsync(Func<Task<bool>> condition, Func<Task<string>> state, TimeSpan? patience = null)
    {
        var limit = patience ?? ViaductProgram.Patience;
        long started = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > limit) Assert.Fail($"After {limit}: {await state()}");
            await timer.WaitForNextTickAsync();
        }
    }
}
