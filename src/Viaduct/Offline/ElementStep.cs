namespace Viaduct.Cli.Offline;

/// <summary>An element on the way from the root of a document.</summary>
/// <param name="Name">Its local name.</param>
/// <param name="Number">Which of its name it is in its parent, from 1.</param>
internal readonly record struct ElementStep(string Name, int Number)
{
    public override string ToString() => Number == 1 ? $"/{Name}" : $"/{Name}[{Number}]";
}
