using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Compliance;
using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Native;
using Viaduct.Support;

namespace Viaduct.Store.Sqlite.Tests.Places;

/// <summary>Databases that are not opened, each with what to do.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Prepare_NoDatabase_Refuses()
    {
        _folder.Write("viaduct.db", string.Concat(Enumerable.Repeat("This is a letter, and no database. ", 1000)));
        Assert.Contains("no SQLite database", await RefusedAsync());
    }

    [Fact]
    public async Task Prepare_DamagedDatabase_Refuses()
    {
        await using (var store = Open())
        {
            await store.PrepareAsync(StoreFixture.Group, default);
        }
        var bytes = await File.ReadAllBytesAsync(_folder.PathOf("viaduct.db"));
        bytes.AsSpan(100, bytes.Length - 100).Fill(0xAA);
        await File.WriteAllBytesAsync(_folder.PathOf("viaduct.db"), bytes);
        Assert.Contains("restore a backup", await RefusedAsync());
    }

    [Fact]
    public async Task Prepare_DatabaseOfAnotherProgram_RefusesAndLeavesItAsItIs()
    {
        Run("CREATE TABLE song (title TEXT); INSERT INTO song VALUES ('Summertime')");
        Assert.Contains("another program", await RefusedAsync());
        Assert.Equal("Summertime", Ask("SELECT title FROM song"));
    }

    [Fact]
    public async Task Prepare_NewerSchema_RefusesAndNamesBothVersions()
    {
        await using (var store = Open())
        {
            await store.PrepareAsync(StoreFixture.Group, default);
        }
        Run("PRAGMA user_version=99");
        Assert.Contains("schema 99", await RefusedAsync());
    }

    [Fact]
    public async Task Prepare_FolderThatCannotBeWrittenTo_Refuses()
    {
        await using var disk = await SmallDisk.MountAsync(_folder.Folder("mounted"), "ro");
        Assert.Contains("must be writable", await RefusedAsync("mounted/viaduct.db"));
    }

    [Fact]
    public void Parse_ConnectionStrings()
    {
        Assert.Equal("data/viaduct.db", SqliteStoreOptions.Parse("sqlite:data/viaduct.db").Path);
        Assert.Equal("/var/lib/viaduct.db", SqliteStoreOptions.Parse("sqlite:/var/lib/viaduct.db").Path);
        foreach (var wrong in (string[])["", "sqlite:", "sqlite://host/viaduct.db", "postgres://db", "sqlite:a\0b"])
        {
            Assert.Throws<FormatException>(() => SqliteStoreOptions.Parse(wrong));
        }
    }

    private SqliteStore Open(string file = "viaduct.db") => new(
        new SqliteStoreOptions { Path = _folder.PathOf(file) }, NullLogger<SqliteStore>.Instance);

    private async Task<string> RefusedAsync(string file = "viaduct.db")
    {
        await using var store = Open(file);
        var refused = await Assert.ThrowsAsync<StoreRefusedException>(
            () => store.PrepareAsync(StoreFixture.Group, default));
        return refused.Message;
    }

    private void Run(string sql)
    {
        _ = SqliteLibrary.Loaded;
        using var connection = Connection.Open(_folder.PathOf("viaduct.db"), create: true, TimeSpan.Zero);
        connection.Execute(sql);
    }

    private string? Ask(string sql)
    {
        using var connection = Connection.Open(_folder.PathOf("viaduct.db"), create: false, TimeSpan.Zero);
        return connection.Query(sql);
    }
}
