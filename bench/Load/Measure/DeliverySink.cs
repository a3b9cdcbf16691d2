using System.Buffers.Binary;
using System.Diagnostics;

namespace Viaduct.Load.Measure;

/// <summary>Where messages arrive at the end of their way. Counts them and, when asked, how long they took.</summary>
internal sealed class DeliverySink
{
    private const int LatenciesMax = 1 << 20;
    private readonly long[] _latencies = new long[LatenciesMax];
    private long _delivered;
    private int _latencyCount;
    private volatile bool _recording;

    /// <summary>The bytes at the start of a body that carry the time at which it was published.</summary>
    public const int StampBytes = sizeof(long);

    /// <summary>How many messages have arrived.</summary>
    public long Count => Interlocked.Read(ref _delivered);

    /// <summary>Writes the present time into a body.</summary>
    public static void Stamp(Span<byte> body) =>
        BinaryPrimitives.WriteInt64LittleEndian(body, Stopwatch.GetTimestamp());

    /// <summary>Starts to record latencies.</summary>
    public void StartRecording() => _recording = true;

    /// <summary>A message has arrived, and its completion is durable.</summary>
    public void Deliver(ReadOnlySpan<byte> body)
    {
        Interlocked.Increment(ref _delivered);
        if (_recording)
        {
            var index = Interlocked.Increment(ref _latencyCount) - 1;
            if (index < LatenciesMax)
            {
                _latencies[index] = Stopwatch.GetTimestamp() - BinaryPrimitives.ReadInt64LittleEndian(body);
            }
        }
    }

    /// <summary>The latency that a share of the messages did not exceed, in milliseconds; null if none.</summary>
    public double? LatencyMs(double share)
    {
        var recorded = _latencies.AsSpan(0, Math.Min(_latencyCount, LatenciesMax)).ToArray();
        if (recorded.Length == 0)
        {
            return null;
        }
        Array.Sort(recorded);
        var index = Math.Min(recorded.Length - 1, (int)(share * recorded.Length));
        return recorded[index] * 1000.0 / Stopwatch.Frequency;
    }
}
