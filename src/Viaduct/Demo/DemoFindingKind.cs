namespace Viaduct.Cli.Demo;

/// <summary>How a file is wrong.</summary>
internal enum DemoFindingKind
{
    /// <summary>It is not where it must be.</summary>
    Lost,

    /// <summary>It is there more than once.</summary>
    Duplicated,

    /// <summary>It is there, and not right; or it is where it must not be.</summary>
    Wrong,

    /// <summary>It has arrived, at an ordered send port, behind one that must come after it.</summary>
    Reordered,
}
