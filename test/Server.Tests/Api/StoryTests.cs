using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Viaduct.Client;
using Viaduct.Server.Operations;

namespace Viaduct.Server.Tests.Api;

/// <summary>Tracked bodies, and the whole story of a message, by the API.</summary>
public class StoryTests
{
    [Fact]
    public async Task Body_OfASuspendedMessage_IsFoundAndRead()
    {
        await using var api = await ApiUnderTest.StartTrackingBodiesAsync();
        await api.SuspendAsync(2);
        var bodies = await BodiesAsync(api, 2);

        foreach (var e in bodies)
        {
            Assert.Equal(("before", "files-folder", 9L), (e.Place, e.Port, e.Bytes));
            await using var body = await api.Client.OpenBodyAsync(e.Body!, default);
            Assert.StartsWith("content ", await new StreamReader(body).ReadToEndAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("0-1-999999-0-10", ProblemCodes.NotFound)]
    [InlineData("9-1-1-0-10", ProblemCodes.NotFound)]
    [InlineData("0-1-1-0-2147483647", ProblemCodes.NotFound)]
    [InlineData("0-0-0-0-0", ProblemCodes.NotFound)]
    [InlineData("0-1-1-0-10-1", ProblemCodes.BadRequest)]
    [InlineData("-1-1-1-0-10", ProblemCodes.BadRequest)]
    [InlineData("x", ProblemCodes.BadRequest)]
    [InlineData("0-1-1-0-99999999999", ProblemCodes.BadRequest)]
    public async Task Body_ThatIsNone_IsRefused(string body, string code)
    {
        await using var api = await ApiUnderTest.StartAsync();
        var operations = api.Client;

        var refused = await Assert.ThrowsAsync<ViaductException>(() => operations.OpenBodyAsync(body, default));

        Assert.Equal(code, refused.Problem.Code);
    }

    [Fact]
    public async Task Body_AtAPlaceInTheMidstOfOne_IsNotThere()
    {
        await using var api = await ApiUnderTest.StartTrackingBodiesAsync();
        await api.SuspendAsync(1);
        var place = BodyText.Read((await BodiesAsync(api, 1))[0].Body!)!.Value;

        for (int i = 1; i < place.Length; i++)
        {
            string forged = BodyText.Write(place with { Offset = place.Offset + i, Length = place.Length - i });
            using var answer = await api.Http.GetAsync($"api/v1/tracking/bodies/{forged}");
            Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Story_OfASuspendedMessage_HasAllThatIsKnownWithItsHashes()
    {
        await using var api = await ApiUnderTest.StartTrackingBodiesAsync();
        await api.SuspendAsync(1);
        await BodiesAsync(api, 1);
        var item = Assert.Single((await api.Client.ListItemsAsync(new ItemQuery(), new PageOptions(), default)).Items);

        var files = await StoryAsync(api.Client, item.MessageId);

        Assert.Equal(
            [
                "bodies/001-before-files-folder/1-body.bin", "bodies/001-before-files-folder/context.json",
                "events.json", "items/001-files-folder/1-body.bin", "items/001-files-folder/context.json",
                "items/001-files-folder/item.json", "manifest.json", "siblings.json", "way.txt",
            ],
            files.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("content 0", Encoding.UTF8.GetString(files["bodies/001-before-files-folder/1-body.bin"]));
        Assert.Equal("content 0", Encoding.UTF8.GetString(files["items/001-files-folder/1-body.bin"]));
        Assert.Contains("no-subscriber", Encoding.UTF8.GetString(files["way.txt"]), StringComparison.Ordinal);
        using var manifest = JsonDocument.Parse(files["manifest.json"]);
        var named = manifest.RootElement.GetProperty("files").EnumerateArray().ToDictionary(
            file => file.GetProperty("name").GetString()!, file => file.GetProperty("sha256").GetString());
        Assert.Equal(files.Keys.Where(name => name != "manifest.json").Order(), named.Keys.Order());
        Assert.All(named, file => Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(files[file.Key])), file.Value));
        var configuration = Assert.Single(manifest.RootElement.GetProperty("configurations").EnumerateArray());
        Assert.Equal(
            (await api.Client.ListConfigurationsAsync(default))[0].Hash, configuration.GetProperty("hash").GetString());
    }

    [Fact]
    public async Task Story_OfAMessageThatNobodyKnows_IsRefused()
    {
        await using var api = await ApiUnderTest.StartAsync();

        var refused = await Assert.ThrowsAsync<ViaductException>(
            () => api.Client.OpenStoryAsync(Guid.CreateVersion7(), siblings: false, default));

        Assert.Equal(ProblemCodes.NotFound, refused.Problem.Code);
    }

    [Theory]
    [InlineData("orders-in", "orders-in")]
    [InlineData("../../etc/passwd", "_.._etc_passwd")]
    [InlineData("a\\b:c*?\"<>|\0", "a_b_c_______")]
    [InlineData("..", "_")]
    [InlineData("", "_")]
    [InlineData("Grüße", "Gr__e")]
    public void Name_OfAnything_IsSafeAsAFile(string name, string safe) =>
        Assert.Equal(safe, StoryArchive.Safe(name));

    private static async Task<IReadOnlyList<TrackedEvent>> BodiesAsync(ApiUnderTest api, int count)
    {
        IReadOnlyList<TrackedEvent> bodies = [];
        await ApiUnderTest.UntilAsync(async () =>
            (bodies = (await api.Client.FindEventsAsync(
                new TrackingSearch { Kinds = ["body"] }, new PageOptions(), default)).Events).Count >= count);
        Assert.Equal(count, bodies.Count);
        return bodies;
    }

    private static async Task<Dictionary<string, byte[]>> StoryAsync(ViaductClient client, Guid id)
    {
        using var copy = new MemoryStream();
        await using (var story = await client.OpenStoryAsync(id, siblings: true, default))
            await story.CopyToAsync(copy);
        using var archive = new ZipArchive(copy, ZipArchiveMode.Read);
        var files = new Dictionary<string, byte[]>();
        foreach (var entry in archive.Entries)
        {
            using var bytes = new MemoryStream();
            await using var file = await entry.OpenAsync();
            await file.CopyToAsync(bytes);
            files.Add(entry.FullName, bytes.ToArray());
        }

        return files;
    }
}
