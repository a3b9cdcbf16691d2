namespace Viaduct.Cli.Demo;

/// <summary>A file that the demo puts in, and what must become of it.</summary>
/// <param name="Folder">The folder that it is put into, below <c>in</c>.</param>
/// <param name="Name">Its name, unique in the run.</param>
/// <param name="Bytes">Its bytes.</param>
internal sealed record DemoFile(string Folder, string Name, byte[] Bytes)
{
    /// <summary>The send ports that must deliver it as it is, each once.</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];

    /// <summary>True if it is XML, which may arrive in another encoding; else it must arrive byte by byte.</summary>
    public bool IsXml { get; init; }

    /// <summary>What must arrive of it where it does not arrive as it is, since it was mapped or split.</summary>
    public IReadOnlyList<DemoArrival> Arrivals { get; init; } = [];

    /// <summary>The failure that it must be suspended with; null if it is good.</summary>
    public string? FailureCode { get; init; }

    /// <summary>What is wrong with a bad file, in the summary's words.</summary>
    public string? Flaw { get; init; }
}
