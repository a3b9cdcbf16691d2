using Viaduct.Core.Telemetry;

namespace Viaduct.Core.Tests.Telemetry;

public class CountTableTests
{
    [Fact]
    public async Task Add_FromManyThreads_LosesNothing()
    {
        var table = new CountTable("name", "code");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 10_000; i++) table.Add(i % 2 == 0 ? "even" : "odd", i % 3 == 0 ? "third" : null);
        })));
        Assert.Equal(40_000, table.Read().Sum(measurement => measurement.Value));
        Assert.Equal(4 * 1_667, table.Of("even", "third"));
        Assert.Equal(4, table.Read().Count());
    }

    [Fact]
    public void Add_MoreNamesThanThereMayBe_CountsTheRestTogether()
    {
        var table = new CountTable("name");
        for (int i = 0; i < CountTable.CellsMax + 500; i++) table.Add($"name {i}");
        Assert.Equal(500, table.Of(CountTable.Other));
        Assert.Equal(CountTable.CellsMax + 1, table.Read().Count());
        Assert.Equal(CountTable.CellsMax + 500, table.Read().Sum(measurement => measurement.Value));
    }

    [Fact]
    public void Read_GivesTags()
    {
        var table = new CountTable("name", "code", new KeyValuePair<string, object?>("always", "there"));
        table.Add("one", count: 3);
        table.Add("one", "bad");
        var all = table.Read().ToDictionary(
            measurement => string.Join(' ', measurement.Tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")),
            measurement => measurement.Value);
        Assert.Equal(3, all["always=there name=one"]);
        Assert.Equal(1, all["always=there name=one code=bad"]);
    }
}
