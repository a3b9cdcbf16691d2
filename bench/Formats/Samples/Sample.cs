using System.Globalization;
using System.Text;

namespace Viaduct.FormatsBench.Samples;

/// <summary>Bytes in a format, of which any number can be made, with what describes them.</summary>
/// <param name="Files">The schemas by name.</param>
/// <param name="Schema">The one to begin with.</param>
/// <param name="Head">What is in front.</param>
/// <param name="Record">The record with a number.</param>
/// <param name="Tail">What is behind.</param>
internal sealed record Sample(
    IReadOnlyDictionary<string, string> Files, string Schema, string Head, Func<int, string> Record, string Tail)
{
    /// <summary>The fields of a record, in every format the same.</summary>
    public static readonly string[] Fields =
        ["OrderNumber", "Customer", "Item", "Quantity", "Price", "Currency", "Date", "Remark"];

    /// <summary>The values of the record with a number.</summary>
    public static string[] Values(int number) =>
    [
        number.ToString("D10", CultureInfo.InvariantCulture), $"CUSTOMER{number % 1000:D4}", $"ITEM-{number % 7919:D6}",
        (number % 97 + 1).ToString(CultureInfo.InvariantCulture), $"{number % 5000}.{number % 100:D2}", "EUR",
        $"2026-{number % 12 + 1:D2}-{number % 28 + 1:D2}", $"to be delivered at gate {number % 40}",
    ];

    /// <summary>So many bytes, or a little more.</summary>
    public byte[] Make(int bytes)
    {
        using var stream = new MemoryStream(bytes + 4096);
        Write(stream, bytes);
        return stream.ToArray();
    }

    /// <summary>Writes so many bytes, or a little more.</summary>
    /// <returns>The number of records.</returns>
    public int Write(Stream stream, long bytes)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        writer.Write(Head);
        long written = Head.Length;
        int count = 0;
        for (; written < bytes; count++)
        {
            string record = Record(count);
            writer.Write(record);
            written += record.Length;
        }

        writer.Write(Tail);
        return count;
    }
}
