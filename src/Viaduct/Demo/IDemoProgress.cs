namespace Viaduct.Cli.Demo;

/// <summary>Shows how far a run is.</summary>
internal interface IDemoProgress
{
    /// <summary>Says something meanwhile. Safe for all threads.</summary>
    void Say(string text);

    /// <summary>Does the work, which tells how far it is as often as it likes.</summary>
    Task WatchAsync(Func<Action<DemoCounts>, Task> work);
}
