namespace Viaduct.Tidy;

/// <summary>One place in the tree that breaks a rule.</summary>
/// <param name="Path">The file or folder, relative to the root, with forward slashes.</param>
/// <param name="Line">The line, from 1; 0 if the whole file is meant.</param>
/// <param name="What">What is there.</param>
/// <param name="Symbol">The member or word that is meant, if an exception should name more than the file.</param>
internal sealed record Finding(string Path, int Line, string What, string? Symbol = null)
{
    /// <summary>What an exception for this finding names.</summary>
    public string Subject => Symbol is null ? Path : $"{Path}#{Symbol}";

    /// <inheritdoc/>
    public override string ToString() => Line > 0 ? $"{Path}:{Line}: {What}" : $"{Path}: {What}";
}
