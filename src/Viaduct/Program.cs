// Patterns in schemas are somebody else's: none of them may hold a thread for ever.
AppContext.SetData("REGEX_DEFAULT_MATCH_TIMEOUT", TimeSpan.FromSeconds(1));
return await Viaduct.Cli.CommandLine.ViaductCommandLine.RunAsync(args);
