namespace Viaduct.Client;

/// <summary>A call was refused, or could not be done.</summary>
public sealed class ViaductException : Exception
{
    /// <summary>A call that was refused for a reason.</summary>
    /// <param name="problem">The reason.</param>
    /// <param name="inner">What caused it, or null.</param>
    public ViaductException(Problem problem, Exception? inner = null)
        : base(problem?.Detail, inner)
    {
        ArgumentNullException.ThrowIfNull(problem);
        Problem = problem;
    }

    /// <summary>The reason.</summary>
    public Problem Problem { get; }
}
