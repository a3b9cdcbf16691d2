using System.Text;
using Viaduct.Cli.CommandLine;
using Viaduct.Server.Configuration;

namespace Viaduct.Cli.Commands;

/// <summary>Writes packages of configurations to disk. Nothing is overwritten.</summary>
internal static class PackageFiles
{
    private const string VariablesFile = "variables.env";

    /// <summary>Writes a package as a tar archive.</summary>
    /// <returns>The path.</returns>
    public static async Task<IReadOnlyList<string>> WriteArchiveAsync(
        ConfigurationPackage package, string path, CancellationToken cancellationToken)
    {
        if (Path.GetDirectoryName(path) is { } folder) Directory.CreateDirectory(folder);
        await using var file = Create(path, isPrivate: true);
        await file.WriteAsync(package.Bytes, cancellationToken);
        return [path];
    }

    /// <summary>Writes the files of a package to a folder.</summary>
    /// <returns>The paths of the files.</returns>
    public static async Task<IReadOnlyList<string>> WriteFolderAsync(
        ConfigurationPackage package, string folder, CancellationToken cancellationToken)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            throw new CommandFailedException(
                ExitCode.BadUsage, $"'{folder}' is there already, and nothing is overwritten: give another folder.");
        var written = new List<string>();
        foreach (string path in package.Paths)
        {
            // Reading the package has made sure that every path stays within the folder.
            string target = Path.Combine(folder, path.Replace('/', Path.DirectorySeparatorChar));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            await using var content = package.Open(path);
            await using var file = Create(target);
            await content.CopyToAsync(file, cancellationToken);
            written.Add(target);
        }

        if (package.Variables.Count > 0) written.Add(await WriteVariablesAsync(package, folder, cancellationToken));
        return written;
    }

    private static async Task<string> WriteVariablesAsync(
        ConfigurationPackage package, string folder, CancellationToken cancellationToken)
    {
        string path = Path.Combine(folder, VariablesFile);
        var text = new StringBuilder("# Values of environment variables that filled this configuration.\n");
        foreach (var (name, value) in package.Variables.OrderBy(variable => variable.Key, StringComparer.Ordinal))
            text.Append(name).Append("='").Append(value.Replace("'", @"'\''", StringComparison.Ordinal)).Append("'\n");
        await using var file = Create(path, isPrivate: true);
        await file.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellationToken);
        return path;
    }

    // The values of variables may be secrets: they are the user's own, as the store's file is.
    private static FileStream Create(string path, bool isPrivate = false)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (isPrivate && !OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return new FileStream(path, options);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new CommandFailedException(
                ExitCode.BadUsage, $"'{path}' is there already, and nothing is overwritten: give another name.");
        }
    }
}
