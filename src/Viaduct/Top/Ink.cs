namespace Viaduct.Cli.Top;

/// <summary>How a text is shown, as the parameter of the terminal's sequence for it.</summary>
internal enum Ink
{
    /// <summary>As it is.</summary>
    Plain = 0,

    /// <summary>Heads and what matters.</summary>
    Bold = 1,

    /// <summary>What is at rest.</summary>
    Dim = 2,

    /// <summary>The head of a table.</summary>
    Reverse = 7,

    /// <summary>What is wrong.</summary>
    Red = 31,

    /// <summary>What is well.</summary>
    Green = 32,

    /// <summary>What needs a look.</summary>
    Yellow = 33,
}
