using System.Security.Cryptography;
using System.Text;
using Viaduct.Core.Adapters;
using Viaduct.Core.Store;

namespace Viaduct.Compliance;

/// <summary>Test data that reads as prose: some of a thing, where it does not matter which.</summary>
public static class Some
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static int _ids;
    private static int _packages;

    /// <summary>An id nobody has used, after all before it.</summary>
    public static Guid Id() => Guid.CreateVersion7(Start.AddMilliseconds(Interlocked.Increment(ref _ids)));

    /// <summary>A receipt key nobody has used, or the one of a name.</summary>
    public static ReceiptKey Key(string? name = null) => ReceiptKey.FromText(name ?? Id().ToString());

    /// <summary>UTF-8 bytes.</summary>
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>The text of UTF-8 bytes.</summary>
    public static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    /// <summary>So many bytes of every value, which no compression makes small.</summary>
    public static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Whether bytes are there and the same.</summary>
    public static bool Same(ReadOnlyMemory<byte> expected, byte[]? actual) =>
        actual is not null && expected.Span.SequenceEqual(actual);

    /// <summary>A process that wants to join under a server name.</summary>
    public static SessionRequest Request(string server) => new(server, "some-machine", Environment.ProcessId, "0.1.0");

    /// <summary>A configuration of these hosts, for any that is active; each call gives another package.</summary>
    public static Activation Configuration(params string[] hosts)
    {
        var number = Interlocked.Increment(ref _packages);
        var package = Bytes($"{number}: {string.Join(", ", hosts)}");
        return new Activation(Hash(package), package, "*", hosts, ["to-erp", "to-file"]);
    }

    /// <summary>The name of a package.</summary>
    public static string Hash(ReadOnlyMemory<byte> package) => Convert.ToHexStringLower(SHA256.HashData(package.Span));

    /// <summary>An open item for a send port of a host: waiting, due at once, if nothing else is said.</summary>
    public static OpenItemRow OpenItem(int reader = 0, OpenItemState state = OpenItemState.Waiting) => new()
    {
        Id = Id(),
        Kind = reader == 0 ? OpenItemKind.Publish : OpenItemKind.Send,
        State = state,
        Reader = reader,
        Port = "to-erp",
        MessageId = Id(),
        InterchangeId = Id(),
        Record = Bytes("a message that was not sent"),
    };

    /// <summary>A suspended open item.</summary>
    public static OpenItemRow SuspendedItem(int reader = 0) => OpenItem(reader, OpenItemState.Suspended) with
    {
        FailureCode = "transmit.refused",
        FailureText = "the far side refused it",
        Attempts = 4,
    };

    /// <summary>A claim at a location.</summary>
    public static ClaimRow Claim(string location = "orders-in") => new(Id(), location, "orders.txt");

    /// <summary>A batch of tracking events in a span of time.</summary>
    public static TrackingRow Tracking(DateTimeOffset from, DateTimeOffset to, string events = "received, sent") =>
        new(0, from, to, Bytes("index"), Bytes(events));
}
