using System.Text;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile;
using Viaduct.Formats.Tests.Support;
using static Viaduct.Formats.Tests.FlatFile.Flat;

namespace Viaduct.Formats.Tests.FlatFile;

/// <summary>
/// Behind any part of a file another run goes on, and gives exactly what the first one would have given.
/// </summary>
public class GoOnTests
{
    private const string Header = "H.xsd";

    private static readonly string Lined =
        Schema("", Record("R", Lines + Postfix, Record("L", Commas + Infix, Fields("A", "B"))));

    private static readonly string Headed = Schema("", Record("H", Lines + Postfix, Fields("Day")));

    private static readonly FlatFileOptions WithHeader = new()
    {
        Schema = Flat.Path, Header = Header, PreserveHeader = true, Recoverable = true,
    };

    [Theory]
    [MemberData(nameof(RecoverableTests.Files), MemberType = typeof(RecoverableTests))]
    public async Task GoOn_BehindAnyPart_GivesTheRest(string schema, string file, string[] parts)
    {
        Assert.NotEmpty(parts);
        var options = new FlatFileOptions { Schema = Flat.Path, Recoverable = true };
        await EveryPartAsync(new MemoryPackage().Add(Flat.Path, schema), options, Encoding.UTF8.GetBytes(file));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("iso-8859-1")]
    public async Task GoOn_InAnyEncoding_KeepsHeaderAndPlaces(string charset)
    {
        var encoding = Encoding.GetEncoding(charset);
        byte[] file = [.. encoding.Preamble, .. encoding.GetBytes("Mönday\r\né,2\r\nü;4\r\n5,6\r\nö,8\r\n")];
        var package = new MemoryPackage().Add(Flat.Path, Lined).Add(Header, Headed);
        await EveryPartAsync(package, WithHeader with { Charset = charset }, file);
    }

    [Fact]
    public async Task GoOn_FarInAFile_CountsOn()
    {
        var text = new StringBuilder("Monday\r\n");
        for (int i = 0; i < 9_000; i++) text.Append(i % 1000 == 7 ? $"bäd {i}\r\n" : $"{i},number {i}\r\n");
        var package = new MemoryPackage().Add(Flat.Path, Lined).Add(Header, Headed);
        await EveryPartAsync(package, WithHeader, Encoding.UTF8.GetBytes(text.ToString()), every: 1499);
    }

    [Fact]
    public async Task Mark_WhereBytesCannotBeCounted_IsNone()
    {
        var package = new MemoryPackage().Add(Flat.Path, Lined);
        var disassembler = Disassembler(package, new FlatFileOptions { Schema = Flat.Path, Charset = "shift_jis" });
        var message = Documents.Message("1,2\r\n3,4\r\n"u8.ToArray());
        await foreach (var item in disassembler.DisassembleAsync(message, new RunContext(), default))
            Assert.Null(item.Behind?.Mark);
    }

    private static async Task EveryPartAsync(
        MemoryPackage package, FlatFileOptions options, byte[] file, int every = 1)
    {
        var disassembler = (IRestartableDisassembler)Disassembler(package, options);
        var (all, marks) = (new List<string>(), new List<string?>());
        await foreach (var item in disassembler.DisassembleAsync(Documents.Message(file), new RunContext(), default))
        {
            marks.Add(item.Behind?.Mark);
            all.Add(Shown(item));
        }

        for (int i = 0; i < all.Count; i += every)
        {
            if (marks[i] is not { } mark) continue;
            foreach (int piece in all.Count < 100 ? new[] { 0, 1 } : [0])
            {
                var message = Documents.Message(file);
                if (piece > 0) message.Body = StreamedBody.InPieces(file, piece);
                if (i % 2 == 1) message.Body = new Forward(message.Body);
                var rest = new List<string>();
                await foreach (var item in disassembler.GoOnAsync(message, mark, new RunContext(), default))
                    rest.Add(Shown(item));
                Assert.Equal(all[(i + 1)..], rest);
            }
        }

        Assert.True(all.Count == 1 || marks.Any(mark => mark is not null), "No part has a mark.");
    }

    private static string Shown(DisassembledItem item)
    {
        var message = item.Message;
        var properties = message is null ? [] : message.Context.Build().Properties.ToArray();
        return $"{item.Failure} {(message is null ? "" : Convert.ToHexString(message.Bytes()))} "
            + string.Join(" ", properties.Select(p => $"{p.Key}={p.Value}"));
    }

    /// <summary>A body whose stream only goes forward.</summary>
    private sealed class Forward(Body body) : Body
    {
        public override long? Length => body.Length;

        public override async ValueTask<Stream> OpenAsync(CancellationToken cancellationToken)
        {
            await using var stream = await body.OpenAsync(cancellationToken);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy, cancellationToken);
            return new ForwardStream(copy.ToArray());
        }

        private sealed class ForwardStream(byte[] bytes) : MemoryStream(bytes, writable: false)
        {
            public override bool CanSeek => false;
        }
    }
}
