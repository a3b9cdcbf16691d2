using System.Diagnostics;
using OpenTelemetry.Trace;
using Viaduct.Cli.Telemetry;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>A flood of messages does not become a flood of spans.</summary>
public class BeginningsSamplerTests
{
    [Fact]
    public void So_many_traces_begin_in_a_second()
    {
        var time = new ManualTimeProvider();
        var sampler = new BeginningsSampler(2, time);
        Assert.Equal([true, true, false, false], Begin(4));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([true, true, false], Begin(3));

        // A batch belongs to what is recorded already.
        var link = new ActivityLink(new ActivityContext(
            ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded));
        Assert.True(IsTaken([link]));

        bool[] Begin(int count) => [.. Enumerable.Range(0, count).Select(_ => IsTaken(null))];

        bool IsTaken(IEnumerable<ActivityLink>? links) => sampler.ShouldSample(new SamplingParameters(
            default, ActivityTraceId.CreateRandom(), "receive x", ActivityKind.Consumer, null, links))
            .Decision == SamplingDecision.RecordAndSample;
    }
}
