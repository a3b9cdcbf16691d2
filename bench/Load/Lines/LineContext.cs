using Viaduct.Load.Contestants;
using Viaduct.Load.Measure;

namespace Viaduct.Load.Lines;

/// <summary>What every line needs to measure on one store.</summary>
/// <param name="Store">The store's name in the result.</param>
/// <param name="Options">How much is asked for.</param>
/// <param name="Limit">The hand-written limit on the store.</param>
/// <param name="Peer">RabbitMQ; null where it is not compared.</param>
/// <param name="Place">Makes a place for Viaduct's store.</param>
/// <param name="Progress">Where lines say how far they are.</param>
internal sealed record LineContext(
    string Store, LoadOptions Options, IContestant Limit, IContestant? Peer, Func<IBenchStore> Place,
    TextWriter Progress)
{
    /// <summary>The load of every line.</summary>
    public Workload Workload => new() { Duration = TimeSpan.FromSeconds(Options.Seconds) };

    /// <summary>Viaduct in a shape, on an empty store.</summary>
    public ViaductContestant Viaduct(string what, Shape shape) => new($"Viaduct, {what}", Place(), shape);

    /// <summary>Runs contestants by turns.</summary>
    public Task<IReadOnlyDictionary<IContestant, IReadOnlyList<Measurement>>> RunByTurnsAsync(
        IReadOnlyList<IContestant> contestants, CancellationToken cancellationToken) =>
        new InterleavedRounds(Workload, (round, run) => Say(
            $"{round}/{Options.Pairs} {run.Contestant}: {run.MsgPerSecond:N0}/s, "
            + $"CPU {run.CpuMicrosPerMessage:F1} µs, log {run.WalBytesPerMessage:N0} bytes, "
            + $"heap {run.AllocatedBytesPerMessage:N0} bytes a message, {run.CollectionShare:P0} of it collecting"))
        .RunAsync(contestants, Options.Pairs, cancellationToken);

    /// <summary>Says how far it is.</summary>
    public void Say(string text) => Progress.WriteLine($"{Store} {text}");
}
