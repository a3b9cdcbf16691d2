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
using Viaduct.Support;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Viaduct.Store.Postgres.Tests;

/// <summary>Every suite on PostgreSQL.</summary>
public static class PostgresSuites
{
    public sealed class Preparation(PostgresServer server) : PreparationCompliance(new PostgresStoreFixture(server));

    public sealed class Commits(PostgresServer server) : CommitCompliance(new PostgresStoreFixture(server));

    public sealed class Fences(PostgresServer server) : FenceCompliance(new PostgresStoreFixture(server));

    public sealed class Progress(PostgresServer server) : ProgressCompliance(new PostgresStoreFixture(server));

    public sealed class Receipts(PostgresServer server) : ReceiptCompliance(new PostgresStoreFixture(server));

    public sealed class Claims(PostgresServer server) : ClaimCompliance(new PostgresStoreFixture(server));

    public sealed class Sessions(PostgresServer server) : SessionCompliance(new PostgresStoreFixture(server));

    public sealed class TakeOver(PostgresServer server) : TakeOverCompliance(new PostgresStoreFixture(server));

    public sealed class Acquire(PostgresServer server) : AcquireCompliance(new PostgresStoreFixture(server));

    public sealed class OpenItems(PostgresServer server) : OpenItemCompliance(new PostgresStoreFixture(server));

    public sealed class Activation(PostgresServer server) : ActivationCompliance(new PostgresStoreFixture(server));

    public sealed class DetachedPorts(PostgresServer server) : DetachedPortCompliance(new PostgresStoreFixture(server));

    public sealed class Replies(PostgresServer server) : ReplyCompliance(new PostgresStoreFixture(server));

    public sealed class Expiry(PostgresServer server) : ExpireCompliance(new PostgresStoreFixture(server));

    public sealed class Order(PostgresServer server) : OrderCompliance(new PostgresStoreFixture(server));

    public sealed class Gifts(PostgresServer server) : GiveCompliance(new PostgresStoreFixture(server));

    public sealed class Placed(PostgresServer server) : PlacedCompliance(new PostgresStoreFixture(server));

    public sealed class Drills(PostgresServer server) : DrillCompliance(new PostgresStoreFixture(server));

    public sealed class Leases(PostgresServer server) : LeaseCompliance(new PostgresStoreFixture(server));

    public sealed class OperatedPorts(PostgresServer server) : OperatedPortCompliance(new PostgresStoreFixture(server));

    public sealed class Announcements(PostgresServer server) : AnnouncementCompliance(new PostgresStoreFixture(server));

    public sealed class Trials(PostgresServer server) : TrialCompliance(new PostgresStoreFixture(server));

    public sealed class Bodies(PostgresServer server) : BodyCompliance(new PostgresStoreFixture(server));

    public sealed class Tracking(PostgresServer server) : TrackingCompliance(new PostgresStoreFixture(server));

    public sealed class Retention(PostgresServer server) : RetentionCompliance(new PostgresStoreFixture(server));

    public sealed class Hints(PostgresServer server) : HintCompliance(new PostgresStoreFixture(server));

    public sealed class DeathWatches(PostgresServer server) : DeathWatchCompliance(new PostgresStoreFixture(server));

    public sealed class CleanUp(PostgresServer server) : CleanUpCompliance(new PostgresStoreFixture(server));

    public sealed class HostileTexts(PostgresServer server) : HostileTextCompliance(new PostgresStoreFixture(server));

    public sealed class Schedules(PostgresServer server) : ScheduleCompliance(new PostgresStoreFixture(server));

    public sealed class Availability(OwnServer own)
        : AvailabilityCompliance(new PostgresStoreFixture(own.Server)), IClassFixture<OwnServer>;

    public sealed class Model(PostgresServer server) : ModelCompliance(() => new PostgresStoreFixture(server));

    public sealed class EverySuite : EverySuiteCompliance;
}
