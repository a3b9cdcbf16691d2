namespace Viaduct.Cli.Demo;

/// <summary>Shows how far a run is.</summary>
internal interface IDemoProgress
{
    /// <summary>Does the work, which tells how far it is as often as it likes.</summary>
    Task WatchAsync(Func<Action<DemoCounts>, Task> work);
}
