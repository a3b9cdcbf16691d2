namespace Viaduct.Cli.Demo;

/// <summary>When what happened in a run.</summary>
internal sealed class DemoTimes(TimeProvider time)
{
    private long _started;

    /// <summary>From the start of the server to its being ready.</summary>
    public required TimeSpan Ready { get; init; }

    /// <summary>When the first file was put in.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>Files taken in per second in the rush.</summary>
    public double FilesPerSecond { get; private set; }

    /// <summary>Deliveries per second in the rush.</summary>
    public double DeliveriesPerSecond { get; private set; }

    /// <summary>From the first file put in to the last delivery.</summary>
    public TimeSpan All { get; private set; }

    /// <summary>The first file is put in now.</summary>
    public void Started() => (_started, StartedAt) = (time.GetTimestamp(), time.GetUtcNow());

    /// <summary>All of the rush has been delivered.</summary>
    public void RushOver(int files, int deliveries)
    {
        double seconds = time.GetElapsedTime(_started).TotalSeconds;
        (FilesPerSecond, DeliveriesPerSecond) = (files / seconds, deliveries / seconds);
    }

    /// <summary>Everything has been delivered.</summary>
    public void Over() => All = time.GetElapsedTime(_started);
}
