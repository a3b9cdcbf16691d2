namespace Viaduct.Cli.Demo;

/// <summary>A line every two seconds, for logs and pipes.</summary>
internal sealed class PlainProgress(Action<string> say, TimeProvider time) : IDemoProgress
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public void Say(string text) => say(text);

    /// <inheritdoc/>
    public Task WatchAsync(Func<Action<DemoCounts>, Task> work)
    {
        long started = time.GetTimestamp();
        var next = TimeSpan.Zero;
        return work(counts =>
        {
            var now = time.GetElapsedTime(started);
            if (now < next) return;
            next = now + Every;
            say($"{now.TotalSeconds,4:0} s  in {counts.In:N0} of {counts.InOf:N0}  delivered {counts.Delivered:N0} of "
                + $"{counts.DeliveredOf:N0}  suspended {counts.Suspended:N0} of {counts.SuspendedOf:N0}");
        });
    }
}
