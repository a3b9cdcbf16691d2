namespace Viaduct.Load.Contestants;

/// <summary>What is exported by OTLP, to a collector in the process that reads and forgets.</summary>
internal enum ExportKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Metrics.</summary>
    Metrics,

    /// <summary>Traces, as many as begin in a second if nothing else is said.</summary>
    Traces,

    /// <summary>The trace of every message.</summary>
    AllTraces,
}
