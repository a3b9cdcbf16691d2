return await Viaduct.Cli.CommandLine.ViaductCommandLine.RunAsync(args);
