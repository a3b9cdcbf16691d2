using Viaduct.FailoverBench;

return await Bench.RunAsync(args);
