using System.Text.Json;
using Viaduct.FailoverBench;
using Viaduct.FailoverBench.Flow;
using Viaduct.FailoverBench.Report;

namespace Viaduct.Load.Tests.Failover;

public class FailoverBenchTests
{
    private static readonly FaultRow Row = new(
        "postgres", "storeFailover", [.. Enumerable.Range(1, 100).Reverse().Select(one => (double)one)],
        new Effects(500, 1, 2, 3, 4));

    [Fact]
    public void Percentile_OfAHundredTrials_IsTheOneOfThatRank()
    {
        Assert.Equal([50, 95, 99, 100], new[] { 50, 95, 99, 100 }.Select(Row.Percentile));
        Assert.Equal(7, (Row with { Gaps = [7] }).Percentile(50));
    }

    [Fact]
    public void Json_ARow_StandsUnderItsStoreAndFault()
    {
        using var json = JsonDocument.Parse(Reports.Json([Row, Row with { Store = "sqlite", Fault = "kill" }]));
        var fault = json.RootElement.GetProperty("postgres").GetProperty("storeFailover");

        Assert.Equal(100, fault.GetProperty("trials").GetInt32());
        Assert.Equal(95, fault.GetProperty("p95Ms").GetDouble());
        Assert.Equal(1, fault.GetProperty("lost").GetInt32());
        Assert.Equal(3, fault.GetProperty("reordered").GetInt32());
        Assert.Equal(4, fault.GetProperty("staleWrites").GetInt32());
        Assert.True(json.RootElement.GetProperty("sqlite").TryGetProperty("kill", out _));
        Assert.False(Row.Effects.IsSound);
    }

    [Fact]
    public void Effects_EachKeyHasAnOrderOfItsOwn()
    {
        Assert.Equal(new Effects(4, 0, 0, 0, 0), Of("a0 b0 a1 b1", "a0 b0 a1 b1", "m1 m2"));
        Assert.Equal(new Effects(4, 0, 0, 1, 0), Of("a0 a1 a2 a3", "a0 a2 a1 a3", "m1 m2"));
    }

    [Fact]
    public void Effects_WhatIsMissingTwiceOrStale_IsCounted() =>
        Assert.Equal(new Effects(3, 1, 1, 0, 2), Of("a0 a1 b0", "a0 a0 a1", "m1 m1 m2 m1"));

    [Fact]
    public void Longest_TheWorstKeyCounts_FromTheFaultOn()
    {
        // Of a the last one before the fault was on its way; b is silent from it on; c goes on.
        var arrived = ArrivedAt(("a", 90), ("b", 95), ("c", 99), ("a", 101), ("c", 110), ("c", 120), ("b", 350),
            ("a", 330), ("a", 2_000));
        Assert.Equal((250, "b"), Silence.Longest(arrived, 100, 400));
        Assert.Equal((1_670, "a"), Silence.Longest(arrived, 100, 3_000));
    }

    [Fact]
    public void Letter_Written_IsReadAgain() =>
        Assert.Equal(new Letter("call-1", 42), Letter.Read(new Letter("call-1", 42).Write()));

    [Fact]
    public void Wants_NamesOfOneKind_LeaveTheOtherKindWhole()
    {
        var options = BenchOptions.Parse(["--executable", "x", "--only", "sqlite,kill"])!;
        Assert.Equal(["sqlite"], Stores.All.Where(options.Wants));
        Assert.Equal(["kill"], Faults.All.Where(options.Wants));
        Assert.Equal(Faults.All, Faults.All.Where((options with { Only = ["sqlite"] }).Wants));
        Assert.Null(BenchOptions.Parse(["--executable", "x", "--only", "oracle"]));
        Assert.Null(BenchOptions.Parse(["--executable", "x", "--servers", "1"]));
    }

    [Fact]
    public void Parse_NoProgramOrUnknownOption_IsWrong()
    {
        Assert.Null(BenchOptions.Parse([]));
        Assert.Null(BenchOptions.Parse(["--executable", "x", "--trials", "0"]));
        Assert.Null(BenchOptions.Parse(["--executable", "x", "--what", "1"]));
        Assert.Equal(40, BenchOptions.Parse(["--executable", "x", "--trials", "40", "--json"])!.Trials);
    }

    private static Effects Of(string accepted, string arrived, string sent) =>
        Effects.Of(Letters(accepted), Letters(arrived), sent.Split(' '));

    private static List<Letter> Letters(string text) =>
        [.. text.Split(' ').Select(one => new Letter(one[..1], int.Parse(one[1..])))];

    private static IEnumerable<Arrival> ArrivedAt(params (string Key, long At)[] all) =>
        all.OrderBy(one => one.At).Select(one => new Arrival(new Letter(one.Key, 0), one.At));
}
