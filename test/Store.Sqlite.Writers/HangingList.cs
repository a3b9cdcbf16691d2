using System.Collections;
using Viaduct.Core.Store;

namespace Viaduct.Store.Sqlite.Writers;

/// <summary>A list that says that it is being read, and never ends being read.</summary>
internal sealed class HangingList : IReadOnlyList<TrackingRow>
{
    public int Count => 1;

    public TrackingRow this[int index] => throw Hang();

    public IEnumerator<TrackingRow> GetEnumerator() => throw Hang();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static InvalidOperationException Hang()
    {
        Console.WriteLine("inside");
        new ManualResetEventSlim().Wait();
        return new InvalidOperationException("It was woken up.");
    }
}
