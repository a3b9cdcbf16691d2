using Viaduct.Compliance;
using Viaduct.Compliance.Availability;
using Viaduct.Compliance.Bodies;
using Viaduct.Compliance.CleanUp;
using Viaduct.Compliance.Commits;
using Viaduct.Compliance.Drills;
using Viaduct.Compliance.Fences;
using Viaduct.Compliance.Hints;
using Viaduct.Compliance.Hostile;
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

namespace Viaduct.Store.Sqlite.Tests;

/// <summary>Every suite on SQLite.</summary>
public static class SqliteSuites
{
    public sealed class Preparation() : PreparationCompliance(new SqliteStoreFixture());

    public sealed class Commits() : CommitCompliance(new SqliteStoreFixture());

    public sealed class Fences() : FenceCompliance(new SqliteStoreFixture());

    public sealed class Progress() : ProgressCompliance(new SqliteStoreFixture());

    public sealed class Receipts() : ReceiptCompliance(new SqliteStoreFixture());

    public sealed class Claims() : ClaimCompliance(new SqliteStoreFixture());

    public sealed class Sessions() : SessionCompliance(new SqliteStoreFixture());

    public sealed class TakeOver() : TakeOverCompliance(new SqliteStoreFixture());

    public sealed class Acquire() : AcquireCompliance(new SqliteStoreFixture());

    public sealed class OpenItems() : OpenItemCompliance(new SqliteStoreFixture());

    public sealed class Activation() : ActivationCompliance(new SqliteStoreFixture());

    public sealed class DetachedPorts() : DetachedPortCompliance(new SqliteStoreFixture());

    public sealed class Replies() : ReplyCompliance(new SqliteStoreFixture());

    public sealed class Expiry() : ExpireCompliance(new SqliteStoreFixture());

    public sealed class Order() : OrderCompliance(new SqliteStoreFixture());

    public sealed class Gifts() : GiveCompliance(new SqliteStoreFixture());

    public sealed class Placed() : PlacedCompliance(new SqliteStoreFixture());

    public sealed class Drills() : DrillCompliance(new SqliteStoreFixture());

    public sealed class Leases() : LeaseCompliance(new SqliteStoreFixture());

    public sealed class OperatedPorts() : OperatedPortCompliance(new SqliteStoreFixture());

    public sealed class Announcements() : AnnouncementCompliance(new SqliteStoreFixture());

    public sealed class Trials() : TrialCompliance(new SqliteStoreFixture());

    public sealed class Bodies() : BodyCompliance(new SqliteStoreFixture());

    public sealed class Tracking() : TrackingCompliance(new SqliteStoreFixture());

    public sealed class Retention() : RetentionCompliance(new SqliteStoreFixture());

    public sealed class Hints() : HintCompliance(new SqliteStoreFixture());

    public sealed class DeathWatches() : DeathWatchCompliance(new SqliteStoreFixture());

    public sealed class CleanUp() : CleanUpCompliance(new SqliteStoreFixture());

    public sealed class HostileTexts() : HostileTextCompliance(new SqliteStoreFixture());

    public sealed class Schedules() : ScheduleCompliance(new SqliteStoreFixture());

    public sealed class Availability() : AvailabilityCompliance(new SqliteStoreFixture());

    public sealed class Model() : ModelCompliance(() => new SqliteStoreFixture());

    public sealed class EverySuite : EverySuiteCompliance;
}
