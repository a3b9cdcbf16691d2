using Viaduct.Load;

return await LoadBench.RunAsync(args);
