namespace Viaduct.Load.Tests;

public class LoadOptionsTests
{
    [Fact]
    public void Parse_Nothing_AsksForAllThatAResultNeeds()
    {
        var options = LoadOptions.Parse([])!;

        Assert.Equal(["postgres", "sqlite"], options.Stores);
        Assert.Equal(Enum.GetValues<Line>(), options.Lines);
        Assert.Equal((7, 5, 3), (options.Pairs, options.Seconds, options.Repeats));
        Assert.Equal((1_000_000, 10_000_000), (options.Backlog, options.Growth));
        Assert.Equal((600, 120), (options.SnapshotSecondsOf("postgres"), options.SnapshotSecondsOf("sqlite")));
        Assert.True(options.IsEnough);
    }

    [Fact]
    public void Parse_OnlyAStoreAndLines_LeavesOutTheRest()
    {
        var options = LoadOptions.Parse(["--only", "sqlite,oldSnapshot,backlog", "--json"])!;

        Assert.Equal(["sqlite"], options.Stores);
        Assert.Equal([Line.Backlog, Line.OldSnapshot], options.Lines);
        Assert.True(options.Json);
        Assert.True(options.IsEnough);
    }

    [Fact]
    public void Parse_OnlyALine_KeepsBothStores() =>
        Assert.Equal(LoadOptions.AllStores, LoadOptions.Parse(["--only", "growth"])!.Stores);

    [Theory]
    [InlineData("--pairs", "6")]
    [InlineData("--seconds", "4")]
    [InlineData("--repeats", "2")]
    [InlineData("--backlog", "999999")]
    [InlineData("--growth", "1")]
    [InlineData("--idle-seconds", "5")]
    [InlineData("--snapshot-seconds", "120")]
    [InlineData("--no-peer")]
    public void Parse_LessThanAResultNeeds_IsALook(params string[] arguments) =>
        Assert.False(LoadOptions.Parse(arguments)!.IsEnough);

    [Theory]
    [InlineData("--pairs", "0")]
    [InlineData("--pairs", "many")]
    [InlineData("--pairs")]
    [InlineData("--only", "oracle")]
    [InlineData("--only", "sqlite,oracle")]
    [InlineData("--only")]
    [InlineData("--executable")]
    [InlineData("--fast", "1")]
    [InlineData("fast")]
    public void Parse_WhatItDoesNotKnow_GivesNothing(params string[] arguments) =>
        Assert.Null(LoadOptions.Parse(arguments));
}
