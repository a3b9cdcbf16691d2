using System.CommandLine;
using Viaduct.Client;

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

    /// <summary>The addresses of servers.</summary>
    public static readonly Option<string?> Server = new("--server")
    {
        HelpName = "URL",
        Description = "The admin API of a server of the group; several with commas between them are tried in turn. "
            + "Default: the environment variable VIADUCT_SERVER, else, if no store is named, "
            + $"{ViaductClientOptions.DefaultAddress}.",
    };

    /// <summary>The file with the token.</summary>
    public static readonly Option<string?> TokenFile = new("--token-file")
    {
        HelpName = "FILE",
        Description = "A file with the token of the admin API. Default: the environment variable VIADUCT_TOKEN.",
    };

    /// <summary>Adds the options that say which group is meant.</summary>
    public static CliCommand WithGroup(this CliCommand command) => command.With(Server, TokenFile, Store);
}
