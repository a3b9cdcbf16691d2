using Viaduct.Formats.FlatFile.Grammar;

namespace Viaduct.Formats.FlatFile.Reading;

/// <summary>Says what could have come.</summary>
internal static class Expectation
{
    /// <summary>A node in a sentence of what was expected.</summary>
    public static string Of(FlatNode node) => node switch
    {
        { IsRecord: true, Tag.Length: > 0 } => $"the record {node.Name} with its tag {Shown.Quoted(node.Tag)}",
        { IsRecord: true } => $"the record {node.Name}",
        { Kind: NodeKind.Choice } => "one of " + string.Join(", ", node.Children.Take(5).Select(Of)),
        { Kind: NodeKind.Sequence } => node.Children.Length > 0 ? Of(node.Children[0]) : "a group",
        _ => $"the field {node.Name}",
    };
}
