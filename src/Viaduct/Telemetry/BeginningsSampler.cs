using OpenTelemetry.Trace;

namespace Viaduct.Cli.Telemetry;

/// <summary>
/// Lets so many traces begin in a second: a quiet server is seen whole, and a flood costs no more than that.
/// </summary>
/// <param name="max">How many.</param>
/// <param name="time">Tells when a second is over.</param>
internal sealed class BeginningsSampler(int max, TimeProvider time) : Sampler
{
    private readonly Lock _lock = new();
    private long _second = time.GetTimestamp();
    private int _begun;

    /// <inheritdoc/>
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        // A batch with messages whose traces are recorded.
        bool isLinked = samplingParameters.Links?.Any() == true;
        return new SamplingResult(
            isLinked || MayBegin() ? SamplingDecision.RecordAndSample : SamplingDecision.Drop);
    }

    private bool MayBegin()
    {
        lock (_lock)
        {
            if (time.GetElapsedTime(_second) >= TimeSpan.FromSeconds(1)) (_second, _begun) = (time.GetTimestamp(), 0);
            return _begun++ < max;
        }
    }
}
