namespace Viaduct.Core.Pipelines;

/// <summary>The files that a configuration names (schemas, maps), as packed when it was applied.</summary>
public interface IPackageFiles
{
    /// <summary>What paths are relative to, for errors.</summary>
    string RelativeTo => "the file of the application";

    /// <summary>Opens a file by the path that the configuration names.</summary>
    /// <exception cref="FileNotFoundException">The package has no such file; the message names it.</exception>
    Stream Open(string path);

    /// <summary>The paths of all files in a folder, sorted ordinally; empty if there is none.</summary>
    IReadOnlyList<string> List(string folder);

    /// <summary>True if the package has this file.</summary>
    bool Exists(string path);
}
