using Viaduct.Compliance.Commits;
using Viaduct.Compliance.Fences;
using Viaduct.Compliance.InMemory;
using Viaduct.Compliance.OpenItems;
using Viaduct.Compliance.Preparation;
using Viaduct.Compliance.Progress;
using Viaduct.Compliance.Receipts;
using Viaduct.Compliance.Sessions;

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
}
