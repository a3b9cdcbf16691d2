using Viaduct.Server.Configuration;

namespace Viaduct.Server.Tests.Configuration;

public class StoreAddressTests
{
    [Fact]
    public void TryParse_Sqlite_GivesThePath()
    {
        Assert.True(StoreAddress.TryParse("sqlite:data/contoso.db", out var address, out _));
        Assert.Equal((true, "data/contoso.db"), (address.IsSqlite, address.Path));
    }

    [Fact]
    public void TryParse_Postgres_GivesAllNodes()
    {
        Assert.True(StoreAddress.TryParse("postgres://viaduct@db1,db2:5433/box", out var address, out _));
        Assert.Equal((false, "viaduct", "box"), (address.IsSqlite, address.User, address.Database));
        Assert.Equal(["db1", "db2:5433"], address.Hosts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sqlite:")]
    [InlineData("postgres://")]
    [InlineData("postgres://db1")]
    [InlineData("postgres://db1/")]
    [InlineData("postgres:///db")]
    [InlineData("postgres://db1,,db2/x")]
    [InlineData("postgres://db1:99999/x")]
    [InlineData("postgres://db1/x?sslmode=disable")]
    [InlineData("postgres://db1/x/y")]
    public void TryParse_Other_IsRefused(string text)
    {
        Assert.False(StoreAddress.TryParse(text, out _, out string why));
        Assert.NotEmpty(why);
    }

    [Fact]
    public void TryParse_Password_IsRefusedAndNotRepeated()
    {
        Assert.False(StoreAddress.TryParse("postgres://u:pa@ss@h/d", out _, out string why));
        Assert.DoesNotContain("pa@ss", why, StringComparison.Ordinal);
    }
}
