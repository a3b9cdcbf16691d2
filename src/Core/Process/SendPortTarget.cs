namespace Viaduct.Core.Process;

/// <summary>A send port that work can be handed to.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Worker">Its worker.</param>
internal sealed record SendPortTarget(string Name, ISendPortWorker Worker);
