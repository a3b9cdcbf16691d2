namespace Viaduct.Tidy;

/// <summary>One rule about the tree.</summary>
internal interface IRule
{
    /// <summary>The name, as exceptions and failures use it.</summary>
    string Name { get; }

    /// <summary>Why the rule is there.</summary>
    string Why { get; }

    /// <summary>What to do about a finding.</summary>
    string Fix { get; }

    /// <summary>Every place that breaks the rule.</summary>
    IEnumerable<Finding> Check(SourceTree tree);
}
