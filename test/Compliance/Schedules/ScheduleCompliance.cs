using Viaduct.Core.Store;

namespace Viaduct.Compliance.Schedules;

/// <summary>
/// Schedules that have broken message boxes, each named by its number. Where a schedule needs the whole runtime, it is
/// here what the store must guarantee for it. One schedule per file; others are cited by the suite of what they attack.
/// </summary>
public abstract partial class ScheduleCompliance(StoreFixture fixture) : StoreCompliance(fixture)
{
    private static async Task<long> HeadAsync(IStore store, int lane) =>
        (await store.Log.ReadHeadsAsync(default))[lane];
}
