using Viaduct.Compliance.Availability;
using Viaduct.Compliance.Bodies;
using Viaduct.Compliance.CleanUp;
using Viaduct.Compliance.Commits;
using Viaduct.Compliance.Drills;
using Viaduct.Compliance.Fences;
using Viaduct.Compliance.Hints;
using Viaduct.Compliance.Hostile;
using Viaduct.Compliance.InMemory;
using Viaduct.Compliance.Leases;
using Viaduct.Compliance.OpenItems;
using Viaduct.Compliance.Preparation;
using Viaduct.Compliance.Progress;
using Viaduct.Compliance.Receipts;
using Viaduct.Compliance.Routes;
using Viaduct.Compliance.Schedules;
using Viaduct.Compliance.Sessions;
using Viaduct.Compliance.Simulation;
using Viaduct.Compliance.Tracking;

namespace Viaduct.Compliance.Tests;

/// <summary>Every suite on the store in memory.</summary>
public static class InMemorySuites
{
    public sealed class Preparation() : PreparationCompliance(new InMemoryStoreFixture());

    public sealed class Commits() : CommitCompliance(new InMemoryStoreFixture());

    public sealed class Fences() : FenceCompliance(new InMemoryStoreFixture());

    public sealed class Progress() : ProgressCompliance(new InMemoryStoreFixture());

    public sealed class Receipts() : ReceiptCompliance(new InMemoryStoreFixture());

    public sealed class Claims() : ClaimCompliance(new InMemoryStoreFixture());

    public sealed class Sessions() : SessionCompliance(new InMemoryStoreFixture());

    public sealed class TakeOver() : TakeOverCompliance(new InMemoryStoreFixture());

    public sealed class Acquire() : AcquireCompliance(new InMemoryStoreFixture());

    public sealed class OpenItems() : OpenItemCompliance(new InMemoryStoreFixture());

    public sealed class Activation() : ActivationCompliance(new InMemoryStoreFixture());

    public sealed class DetachedPorts() : DetachedPortCompliance(new InMemoryStoreFixture());

    public sealed class Replies() : ReplyCompliance(new InMemoryStoreFixture());

    public sealed class Expiry() : ExpireCompliance(new InMemoryStoreFixture());

    public sealed class Order() : OrderCompliance(new InMemoryStoreFixture());

    public sealed class Gifts() : GiveCompliance(new InMemoryStoreFixture());

    public sealed class Placed() : PlacedCompliance(new InMemoryStoreFixture());

    public sealed class Drills() : DrillCompliance(new InMemoryStoreFixture());

    public sealed class Leases() : LeaseCompliance(new InMemoryStoreFixture());

    public sealed class OperatedPorts() : OperatedPortCompliance(new InMemoryStoreFixture());

    public sealed class Announcements() : AnnouncementCompliance(new InMemoryStoreFixture());

    public sealed class Trials() : TrialCompliance(new InMemoryStoreFixture());

    public sealed class Bodies() : BodyCompliance(new InMemoryStoreFixture());

    public sealed class Tracking() : TrackingCompliance(new InMemoryStoreFixture());

    public sealed class Retention() : RetentionCompliance(new InMemoryStoreFixture());

    public sealed class Hints() : HintCompliance(new InMemoryStoreFixture());

    public sealed class DeathWatches() : DeathWatchCompliance(new InMemoryStoreFixture());

    public sealed class CleanUp() : CleanUpCompliance(new InMemoryStoreFixture());

    public sealed class HostileTexts() : HostileTextCompliance(new InMemoryStoreFixture());

    public sealed class Schedules() : ScheduleCompliance(new InMemoryStoreFixture());

    public sealed class Availability() : AvailabilityCompliance(new InMemoryStoreFixture());

    public sealed class Model() : ModelCompliance(() => new InMemoryStoreFixture());

    public sealed class EverySuite : EverySuiteCompliance;
}
