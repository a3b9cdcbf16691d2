using Viaduct.Compliance.Commits;
using Viaduct.Compliance.Fences;
using Viaduct.Compliance.OpenItems;
using Viaduct.Compliance.Preparation;
using Viaduct.Compliance.Progress;
using Viaduct.Compliance.Receipts;
using Viaduct.Compliance.Sessions;

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
}
