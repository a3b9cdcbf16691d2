namespace Viaduct.Tidy.Rules;

/// <summary>The log methods of a type stand in one of its files.</summary>
internal sealed class LogMethodsRule : IRule
{
    private const string Mark = "[LoggerMessage(";

    /// <inheritdoc/>
    public string Name => "log-methods";

    /// <inheritdoc/>
    public string Why => "The generator takes the parts of a type in any order, so that two builds would differ.";

    /// <inheritdoc/>
    public string Fix => "Move them to one file of the type, for example Type.Log.cs.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(SourceTree tree) =>
        from file in tree.Files
        where file.Path.EndsWith(".cs", StringComparison.Ordinal)
            && file.Path.StartsWith("src/", StringComparison.Ordinal)
            && file.Lines.Any(line => line.TrimStart().StartsWith(Mark, StringComparison.Ordinal))
        group file by $"{file.Folder}/{file.Name.Split('.')[0]}" into type
        where type.Count() > 1
        from file in type.Skip(1)
        select new Finding(file.Path, 1, $"{type.First().Path} has some, too");
}
