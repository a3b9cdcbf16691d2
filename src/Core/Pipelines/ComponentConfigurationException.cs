namespace Viaduct.Core.Pipelines;

/// <summary>A component or map cannot be made from its configuration: what is wrong, where, and what to do.</summary>
public sealed class ComponentConfigurationException : Exception
{
    /// <summary>Says what is wrong.</summary>
    /// <param name="what">What is wrong, why, and what to do.</param>
    /// <param name="file">The file named by the configuration, if the fault is in it.</param>
    /// <param name="line">The line in that file, from 1, if known.</param>
    /// <param name="inner">What the library said, or null.</param>
    public ComponentConfigurationException(string what, string? file = null, int? line = null, Exception? inner = null)
        : base(what, inner) => (File, Line) = (file, line);

    /// <summary>The file named by the configuration, or null.</summary>
    public string? File { get; }

    /// <summary>The line in <see cref="File"/>, from 1, or null.</summary>
    public int? Line { get; }
}
