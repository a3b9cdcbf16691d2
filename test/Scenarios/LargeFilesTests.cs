using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Viaduct.Core.Messages;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>Files that are larger than the memory of a server may become, and servers that die over them.</summary>
public class LargeFilesTests
{
    // A debug build and its just-in-time code need some more than the 200 MB that a server is to need at most.
    private const long MemoryMax = 240L << 20;
    private const int Piece = 1 << 20;
    private const string Configuration =
        """
        receivePorts:
          - name: large
            locations:
              - name: lines
                file: { folder: "IN", mask: "*.csv", every: 1s }
                receive:
                  - flatFile: { schema: schemas/Line.xsd }
              - name: batches
                file: { folder: "IN", mask: "*.xml", every: 1s }
                receive:
                  - xml: { envelopes: [ schemas/Batch.xsd ] }
          - name: whole
            locations:
              - name: bodies
                file: { folder: "IN", mask: "*.bin", every: 1s }
        sendPorts:
          - name: parts
            state: stopped
            filter: receivePort == "large"
            file: { folder: "OUT/parts", fileName: "%MessageID%" }
          - name: whole
            filter: receivePort == "whole"
            file: { folder: "OUT/whole", fileName: "%SourceFileName%" }
        """;

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("VIADUCT_LONG") == "1";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(IsLong ? 60 : 5);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_flat_file_of_many_records_is_published_once_however_often_servers_die(bool postgres) =>
        WithGroupAsync(postgres, async group =>
        {
            int count = IsLong ? 10_000_000 : postgres ? 100_000 : 300_000;
            group.WriteConfiguration("schemas/Line.xsd", Encoding.UTF8.GetBytes(LineSchema));
            PutLines(group, count);
            await DyingAsync(group, count);
            await CheckAsync(group, count, static (text, number) => text.Contains($"<No>{number:000000000}</No>"));
        });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task An_envelope_of_many_documents_is_published_once_however_often_servers_die(bool postgres) =>
        WithGroupAsync(postgres, async group =>
        {
            int count = IsLong ? 4_000_000 : 60_000;
            PutBatch(group, count);
            await DyingAsync(group, count);
            await CheckAsync(group, count, static (text, number) => text.Contains($"<Id>{number}</Id>"));
        });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_body_of_any_size_passes(bool postgres) => WithGroupAsync(postgres, async group =>
    {
        long length = IsLong ? (1L << 31) + 12_345 : 300_000_000;
        byte[] hash = PutBytes(group, length);
        await using var server = await group.StartReadyAsync();
        string path = Path.Combine(group.Out("whole"), "large.bin");
        await WaitFor.TrueAsync(() => File.Exists(path), group.DescribeAsync, Patience);
        long memory = PeakMemory.Of(server);
        await FileGroup.StopAsync(server);
        await using var arrived = File.OpenRead(path);
        Assert.Equal(length, arrived.Length);
        Assert.Equal(hash, await SHA256.HashDataAsync(arrived));
        Assert.InRange(memory, 0, MemoryMax);
        group.CheckAllTaken();
    });

    private const string LineSchema =
        """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:b="http://schemas.microsoft.com/BizTalk/2003"
            targetNamespace="urn:l">
          <xs:annotation><xs:appinfo>
            <b:schemaInfo standard="Flat File" root_reference="Lines" />
          </xs:appinfo></xs:annotation>
          <xs:element name="Lines">
            <xs:annotation><xs:appinfo><b:recordInfo structure="delimited" child_delimiter_type="hex"
              child_delimiter="0x0A" child_order="postfix" /></xs:appinfo></xs:annotation>
            <xs:complexType><xs:sequence>
              <xs:element name="Line"><xs:annotation><xs:appinfo><b:recordInfo structure="delimited"
                child_delimiter_type="char" child_delimiter="," child_order="infix" /></xs:appinfo></xs:annotation>
              <xs:complexType><xs:sequence>
                <xs:element name="No" type="xs:string" />
                <xs:element name="Customer" type="xs:string" />
                <xs:element name="Price" type="xs:string" />
                <xs:element name="Remark" type="xs:string" />
              </xs:sequence></xs:complexType></xs:element>
            </xs:sequence></xs:complexType>
          </xs:element>
        </xs:schema>
        """;

    private static async Task WithGroupAsync(bool postgres, Func<FileGroup, Task> test)
    {
        await using var database = postgres ? await PostgresServer.StartNewAsync() : null;
        string? store = database is null ? null : FileGroup.Address(await database.CreateDatabaseAsync());
        using var group = new FileGroup(store);
        group.Out("parts");
        group.Out("whole");
        group.WriteConfiguration("schemas/Line.xsd", Encoding.UTF8.GetBytes(LineSchema));
        group.WriteConfiguration("schemas/Batch.xsd", Encoding.UTF8.GetBytes(EnvelopeFiles.BatchSchema));
        group.WriteConfiguration(
            "viaduct.yaml",
            Encoding.UTF8.GetBytes(
                $"group: scenario\nstore: {group.Store}\nlimits: {{ bodyBytes: 4GB }}\n---\napplication: files\n"
                + Configuration.Replace("IN\"", $"{group.In}\"", StringComparison.Ordinal)
                    .Replace("OUT/", $"{group.PathOf("out")}/", StringComparison.Ordinal)));
        await test(group);
    }

    /// <summary>Lets servers die at several places in the one large interchange, then lets one end it.</summary>
    private static async Task DyingAsync(FileGroup group, int count)
    {
        foreach (int place in new[] { 1, count / 5, count / 2, count - (count / 10) })
        {
            await using var server = await group.StartReadyAsync();
            await WaitFor.TrueAsync(
                async () => await PublishedAsync(group) is not { } published || published >= place,
                group.DescribeAsync, Patience);
            Assert.InRange(PeakMemory.Of(server), 0, MemoryMax);
            await server.KillAsync();
        }

        await using var last = await group.StartReadyAsync();
        await WaitFor.TrueAsync(
            async () => !Directory.EnumerateFiles(group.In).Any() && await PublishedAsync(group) is null,
            group.DescribeAsync, Patience);
        long memory = PeakMemory.Of(last);
        await FileGroup.StopAsync(last);
        Assert.InRange(memory, 0, MemoryMax);
    }

    // Null once it is no longer there.
    private static async Task<int?> PublishedAsync(FileGroup group)
    {
        if (Directory.EnumerateFiles(group.In).Any()) return 0;
        var list = await ViaductProgram.JsonAsync(0, "messages", "list", "--store", group.Store);
        var items = list.GetProperty("items");
        if (items.GetArrayLength() == 0) return null;
        var progress = Assert.Single(items.EnumerateArray()).GetProperty("progress");
        Assert.Equal(JsonValueKind.Object, progress.ValueKind);
        return progress.GetProperty("publishing").GetBoolean() ? progress.GetProperty("messages").GetInt32() : 0;
    }

    private static async Task CheckAsync(FileGroup group, int count, Func<string, int, bool> isThe)
    {
        var (seen, interchanges) = (new bool[count + 1], new HashSet<Guid>());
        await StoredLog.ReadAsync(group.Store, message =>
        {
            int number = int.Parse(message.Context.Text(SystemProperties.InterchangeSequenceNumber)!);
            Assert.False(seen[number], $"{number} is there twice.");
            seen[number] = true;
            interchanges.Add(message.InterchangeId);
            Assert.True(message.Body.Body.TryGetBytes(out var bytes));
            Assert.True(isThe(Encoding.UTF8.GetString(bytes.Span), number), $"{number} is another record.");
        });
        Assert.Equal(count, seen.Count(one => one));
        Assert.Single(interchanges);
        group.CheckAllTaken();
    }

    private static void PutLines(FileGroup group, int count) => Put(group, "lines.csv", file =>
    {
        for (int i = 1; i <= count; i++)
            file.Write(
                $"{i:000000000},customer {i % 997:0000},{i % 100}.50,some remark that makes the record longer\n");
    });

    private static void PutBatch(FileGroup group, int count) => Put(group, "batch.xml", file =>
    {
        file.Write("<b:Batch xmlns:b='urn:b'>\n<b:From>ACME</b:From>\n<b:Orders>\n");
        for (int i = 1; i <= count; i++)
            file.Write(
                $"<o:Order xmlns:o='urn:o'><Id>{i}</Id><Note>{new string('x', 150)}</Note></o:Order>\n");
        file.Write("</b:Orders>\n</b:Batch>");
    });

    private static void Put(FileGroup group, string name, Action<StreamWriter> write)
    {
        string staged = group.PathOf("staging", name);
        using (var file = new StreamWriter(staged)) write(file);
        File.Move(staged, Path.Combine(group.In, name));
    }

    private static byte[] PutBytes(FileGroup group, long length)
    {
        string staged = group.PathOf("staging", "large.bin");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] piece = RandomNumberGenerator.GetBytes(Piece);
        using (var file = File.Create(staged))
            for (long left = length; left > 0; left -= Piece)
            {
                BitConverter.TryWriteBytes(piece, left);
                var bytes = piece.AsSpan(0, (int)Math.Min(left, Piece));
                hash.AppendData(bytes);
                file.Write(bytes);
            }

        File.Move(staged, Path.Combine(group.In, "large.bin"));
        return hash.GetHashAndReset();
    }
}
