namespace Viaduct.Server.Configuration;

/// <summary>How bad a problem is.</summary>
public enum ProblemSeverity
{
    /// <summary>The configuration works, but probably not as intended.</summary>
    Warning,

    /// <summary>The configuration is refused as a whole.</summary>
    Error,
}
