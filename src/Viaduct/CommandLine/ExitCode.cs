namespace Viaduct.Cli.CommandLine;

/// <summary>What a command ends with; the same for all commands.</summary>
internal enum ExitCode
{
    /// <summary>Done, and nothing is wrong.</summary>
    Ok = 0,

    /// <summary>Done, and something is wrong: a mistake in a configuration, an item that cannot be resumed.</summary>
    Problem = 1,

    /// <summary>Not done: the arguments or the input cannot be used.</summary>
    BadUsage = 2,

    /// <summary>Not done: no server answers, or the store cannot be reached or refuses.</summary>
    NoStore = 3,

    /// <summary>Not done: a defect in Viaduct.</summary>
    Defect = 4,
}
