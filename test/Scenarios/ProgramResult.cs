namespace Viaduct.Scenarios;

/// <summary>How a call of the executable ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its error stream.</param>
internal sealed record ProgramResult(int ExitCode, string Output, string Error);
