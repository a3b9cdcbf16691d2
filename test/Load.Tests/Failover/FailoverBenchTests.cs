using System.Text.Json;
using Viaduct.FailoverBench;
using Viaduct.FailoverBench.Flow;
using Viaduct.FailoverBench.Report;

namespace Viaduct.Load.Tests.Failover;

public class FailoverBenchTests
{
    private static readonly FaultRow Row = new(
        "storeFailover", [.. Enumerable.Range(1, 100).Reverse().Select(one => (double)one)], new Effects(500, 1, 2, 3));

    [Fact]
    public void Percentile_OfAHundredTrials_IsTheOneOfThatRank()
    {
        Assert.Equal([50, 95, 99, 100], new[] { 50, 95, 99, 100 }.Select(Row.Percentile));
        Assert.Equal(7, (Row with { Gaps = [7] }).Percentile(50));
    }

    [Fact]
    public void Json_ARow_StandsUnderItsStoreAndFault()
    {
        using var json = JsonDocument.Parse(Reports.Json("postgres", [Row]));
        var fault = json.RootElement.GetProperty("postgres").GetProperty("storeFailover");

        Assert.Equal(100, fault.GetProperty("trials").GetInt32());
        Assert.Equal(95, fault.GetProperty("p95Ms").GetDouble());
        Assert.Equal(1, fault.GetProperty("lost").GetInt32());
        Assert.Equal(3, fault.GetProperty("reordered").GetInt32());
        Assert.False(Row.Effects.IsSound);
    }

    [Fact]
    public void Reordered_EachCallerHasAnOrderOfItsOwn()
    {
        Assert.Equal(0, Group.Reordered(["0/0", "1/0", "0/1", "1/1"]));
        Assert.Equal(1, Group.Reordered(["0/0", "0/2", "0/1", "0/3"]));
    }

    [Fact]
    public void Parse_NoProgramOrUnknownOption_IsWrong()
    {
        Assert.Null(BenchOptions.Parse([]));
        Assert.Null(BenchOptions.Parse(["--executable", "x", "--trials", "0"]));
        Assert.Null(BenchOptions.Parse(["--executable", "x", "--what", "1"]));
        Assert.Equal(40, BenchOptions.Parse(["--executable", "x", "--trials", "40", "--json"])!.Trials);
    }
}
