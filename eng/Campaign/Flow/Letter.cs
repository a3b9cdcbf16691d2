using System.Security.Cryptography;
using System.Text;

namespace Viaduct.Campaign.Flow;

/// <summary>A message of the campaign: what it is called, and a content that nobody else has.</summary>
/// <param name="Id">A letter for the way it goes, the caller's number, and the number of the message.</param>
internal sealed record Letter(string Id)
{
    private const int StreamedBytes = 100_000;
    private const int StoredBytes = 400_000;
    private const char Mark = '|';

    /// <summary>Its content: the id, and text that follows from it. Some are large.</summary>
    public string Text { get; } = Write(Id);

    /// <summary>The digest of the content.</summary>
    public string Digest => DigestOf(Text);

    /// <summary>The digest of a content.</summary>
    public static string DigestOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));

    /// <summary>What a content says that it is; a question mark if it says nothing.</summary>
    public static string IdOf(string text)
    {
        int end = text.IndexOf(Mark);
        return end is > 0 and < 40 ? text[..end] : "?";
    }

    private static string Write(string id)
    {
        string word = DigestOf(id);
        int choice = Convert.ToInt32(word[..4], 16);
        int length = (choice % 200) switch
        {
            0 => StoredBytes,
            < 4 => StreamedBytes,
            _ => choice % 2_000,
        };
        var text = new StringBuilder(id).Append(Mark);
        while (text.Length < length) text.Append(word).Append(text.Length).Append('\n');
        return text.ToString();
    }
}
