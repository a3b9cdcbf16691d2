using System.CommandLine;

namespace Viaduct.Cli.CommandLine;

/// <summary>Options that several commands have, the same everywhere.</summary>
internal static class SharedOptions
{
    /// <summary>One object instead of text.</summary>
    public static readonly Option<bool> Json = new("--json")
    {
        Description = "Write one JSON object to the standard output instead of text.", Recursive = true,
    };

    /// <summary>Stack traces and a talkative log.</summary>
    public static readonly Option<bool> Verbose = new("--verbose")
    {
        Description = "Log more, and show where in the program a defect happened.", Recursive = true,
    };

    /// <summary>The store's address.</summary>
    public static readonly Option<string?> Store = new("--store")
    {
        HelpName = "ADDRESS",
        Description = "The store: sqlite:PATH or postgres://USER@HOST,HOST/DATABASE. Default: the store that "
            + "viaduct.yaml names, else the environment variable VIADUCT_STORE.",
    };
}
