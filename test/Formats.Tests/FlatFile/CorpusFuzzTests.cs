using System.Text;
using Viaduct.Formats.Tests.Support;
using Viaduct.Support;

namespace Viaduct.Formats.Tests.FlatFile;

/// <summary>Real files, broken in every way, are taken or refused.</summary>
public class CorpusFuzzTests
{
    private static readonly byte[][] Words =
    [
        "\r\n"u8.ToArray(), "\n"u8.ToArray(), ","u8.ToArray(), ";"u8.ToArray(), "|"u8.ToArray(), "\""u8.ToArray(),
        "\t"u8.ToArray(), " "u8.ToArray(), "\0"u8.ToArray(), [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xC3], [0xE9],
    ];

    [Theory]
    [MemberData(nameof(Conformance.Files), MemberType = typeof(Conformance))]
    public async Task MutatedFiles_AreTakenOrRefused(string folder, string schema, string file, string note)
    {
        Assert.NotEmpty(note);
        string root = Corpus.Folder("flatfile", folder);
        var package = new MemoryPackage().Add(schema, await File.ReadAllBytesAsync(Path.Combine(root, schema)));
        byte[] good = await File.ReadAllBytesAsync(Path.Combine(root, "instance", file));
        var fuzz = new FlatFuzz(package, schema);
        var mutations = new Mutations(file.Length * 104_729, Words);
        int total = FlatFuzz.IsLong ? 20_000 : 150;
        for (int i = 0; i < total; i++)
        {
            byte[] input = i % 4 == 0
                ? Swapped(good, mutations.OneOf(Words), mutations.OneOf(Words))
                : mutations.Of(good);
            await fuzz.TryAsync(input, $"{file}, input {i}");
        }
    }

    private static byte[] Swapped(byte[] good, byte[] one, byte[] other)
    {
        string text = Encoding.Latin1.GetString(good);
        (string first, string second) = (Encoding.Latin1.GetString(one), Encoding.Latin1.GetString(other));
        return Encoding.Latin1.GetBytes(string.Join(second, text.Split(first).Select(part => part.Replace(second, first,
            StringComparison.Ordinal))));
    }
}
