using Viaduct.Core.Store;

namespace Viaduct.Compliance.CleanUp;

/// <summary>What is done goes, a little at a time; what anybody needs stays. One behaviour per file.</summary>
public abstract partial class CleanUpCompliance(StoreFixture fixture) : StoreCompliance(fixture)
{
    // The readers have done everything in a lane.
    private static async Task FinishAsync(StoreProcess process, int lane, params int[] readers)
    {
        var commit = process.Commit(lane);
        var end = new Position(process.LastSequenceOf(lane) + 1, 0);
        foreach (var reader in readers)
        {
            commit.Progress(reader, end, inLane: lane);
        }
        await process.MustCommitAsync(commit);
    }

    private static async Task<IReadOnlyList<long>> SequencesAsync(IStore store, int reader, int lane) =>
    [
        .. (await store.Log.ReadReferencesAsync(new ReaderLane(reader, lane), 1, 10_000, int.MaxValue, default))
            .Select(one => one.Sequence),
    ];

    private static async Task<IReadOnlyList<long>> TracksAsync(IStore store, int lane) =>
        [.. (await store.Log.ReadTracksAsync(lane, 1, 10_000, int.MaxValue, default)).Select(one => one.Sequence)];
}
