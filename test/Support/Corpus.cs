namespace Viaduct.Support;

/// <summary>Real artefacts to test with: documents, schemas, bindings. They are not part of the repository.</summary>
/// <remarks>
/// The environment variable <c>VIADUCT_CORPUS</c> names the folder, relative to the repository's root or absolute;
/// without it <c>../shared/corpus</c> is taken. Where it is absent, the test is skipped.
/// </remarks>
public static class Corpus
{
    private const string Variable = "VIADUCT_CORPUS";
    private const string DefaultFolder = "../shared/corpus";

    /// <summary>The full path of a folder of the corpus; skips the running test if there is none.</summary>
    public static string Folder(params string[] parts)
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        var folder = Repository.PathOf([string.IsNullOrEmpty(named) ? DefaultFolder : named, .. parts]);
        Assert.SkipUnless(
            Directory.Exists(folder),
            $"The corpus folder {folder} does not exist: set {Variable} to the folder that holds the corpus.");
        return folder;
    }
}
