using Viaduct.FormatsBench;

return await Bench.RunAsync(args);
