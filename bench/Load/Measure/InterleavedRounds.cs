namespace Viaduct.Load.Measure;

/// <summary>
/// Runs contestants by turns, there and back again (A B C, C B A, …), so that a machine that gets slower or faster
/// meanwhile does so for all of them. A first round does not count: code is compiled and log files are created in it.
/// </summary>
internal sealed class InterleavedRounds(Workload workload, Action<int, Measurement> progress)
{
    /// <summary>The measurements of each contestant, in the order of the rounds.</summary>
    public async Task<IReadOnlyDictionary<IContestant, IReadOnlyList<Measurement>>> RunAsync(
        IReadOnlyList<IContestant> contestants, int rounds, CancellationToken cancellationToken)
    {
        var driver = new LoadDriver(workload);
        var results = contestants.ToDictionary(contestant => contestant, _ => new List<Measurement>());
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var contestant in round % 2 == 0 ? contestants : contestants.Reverse())
            {
                var measurement = await driver.RunAsync(contestant, cancellationToken);
                if (round > 0)
                {
                    results[contestant].Add(measurement);
                }
                progress(round, measurement);
            }
        }
        return results.ToDictionary(entry => entry.Key, entry => (IReadOnlyList<Measurement>)entry.Value);
    }
}
