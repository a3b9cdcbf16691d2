using System.Security.Cryptography;
using System.Text;

namespace Viaduct.Tidy.Rules;

/// <summary>The measure of the benchmarks does not move.</summary>
internal sealed class FrozenRule : IRule
{
    private const string ListName = "frozen.sha256";

    /// <inheritdoc/>
    public string Name => "frozen";

    /// <inheritdoc/>
    public string Why => "A ratio to something that changes says nothing: the hand-written limit stays what it is.";

    /// <inheritdoc/>
    public string Fix =>
        "Undo the change; or measure both versions by turns, write down why, and write the list anew (sha256sum).";

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(SourceTree tree) =>
        from list in tree.Files
        where list.Name == ListName
        from finding in Check(tree, list)
        select finding;

    private static IEnumerable<Finding> Check(SourceTree tree, SourceFile list)
    {
        var frozen = list.Lines.Where(line => line.Length > 0).Select(line => line.Split("  ", 2))
            .ToDictionary(parts => $"{list.Folder}/{parts[1]}", parts => parts[0], StringComparer.Ordinal);
        foreach (var file in tree.CSharp.Where(file => file.Folder == list.Folder))
        {
            if (!frozen.Remove(file.Path, out var hash))
            {
                yield return new Finding(file.Path, 0, "not in the list of frozen files");
            }
            else if (!string.Equals(hash, HashOf(file.Text), StringComparison.OrdinalIgnoreCase))
            {
                yield return new Finding(file.Path, 0, "changed");
            }
        }
        foreach (var path in frozen.Keys)
        {
            yield return new Finding(path, 0, "frozen, but gone");
        }
    }

    private static string HashOf(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
