using Viaduct.Load.Measure;

namespace Viaduct.Load.Tests.Measure;

public class RatioTests
{
    [Fact]
    public void OfPairs_ComparesRunsOfOneRound()
    {
        // The machine was twice as fast in the second round, for both.
        var ratio = Measurement.Compare(Runs(100, 200, 100), Runs(200, 400, 200));

        Assert.Equal(new Ratio(0.5, 0.5, 0.5), ratio);
    }

    [Fact]
    public void OfSamples_OneOutlier_MovesNeitherMedianNorInterval()
    {
        var ratio = Ratio.OfSamples([1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 50.0]);

        Assert.Equal(1.0, ratio.Value);
        Assert.Equal(1.0, ratio.Low);
        Assert.Equal(1.0, ratio.High);
    }

    [Fact]
    public void OfSamples_SevenPairs_IntervalHoldsTheMedianAndStaysInside()
    {
        var ratio = Ratio.OfSamples([0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3]);

        Assert.Equal(1.0, ratio.Value);
        Assert.InRange(ratio.Low, 0.7, 0.9);
        Assert.InRange(ratio.High, 1.1, 1.3);
    }

    [Fact]
    public void OfSamples_SameSamples_GiveTheSameInterval() =>
        Assert.Equal(Ratio.OfSamples([0.7, 0.9, 1.4]), Ratio.OfSamples([0.7, 0.9, 1.4]));

    [Fact]
    public void OfRuns_ThreeRuns_GivesTheMedianBetweenLowestAndHighest() =>
        Assert.Equal(new Ratio(0.9, 0.8, 1.1), Ratio.OfRuns([1.1, 0.8, 0.9]));

    [Fact]
    public void Times_CountsEveryEndOften() =>
        Assert.Equal(new Ratio(5, 4, 6), new Ratio(0.5, 0.4, 0.6).Times(10));

    [Theory]
    [InlineData(2.0, 3.0, 1.0, 2.0)]
    [InlineData(2.5, 1.0, 2.0, 3.0, 4.0)]
    [InlineData(7.0, 7.0)]
    public void Median_IsTheMiddle(double expected, params double[] numbers) =>
        Assert.Equal(expected, Ratio.Median(numbers));

    private static List<Measurement> Runs(params double[] rates) =>
        [.. rates.Select(rate => new Measurement { Contestant = "", MsgPerSecond = rate, CpuMicrosPerMessage = 1 })];
}
