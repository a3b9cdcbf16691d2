using Viaduct.Core.Model;

namespace Viaduct.Server.Tests.Configuration;

/// <summary>Options of every form.</summary>
internal sealed record FolderOptions
{
    [Option("The folder.", Example = "/var/spool/in")]
    public required string Path { get; init; } = "";

    [Option("Which files.")]
    public string Mask { get; init; } = "*";

    [Option("How often the folder is looked at.", Min = "100ms", Max = "1h")]
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(5);

    [Option("Files of one batch.", Min = "1", Max = "1000")]
    public int Batch { get; init; } = 20;

    [Option("The largest file.", Bytes = true)]
    public long? Largest { get; init; }

    [Option("What becomes of an existing file.")]
    public FolderMode Mode { get; init; } = FolderMode.CreateNew;

    [Option("Whether read-only files are taken.")]
    public bool ReadOnly { get; init; }

    [Option("A factor.")]
    public decimal Factor { get; init; } = 1.5m;

    [Option("Folders that are left out.")]
    public IReadOnlyList<string> Except { get; init; } = [];

    [Option("The owner of written files.")]
    public FolderOwner? Owner { get; init; }
}
