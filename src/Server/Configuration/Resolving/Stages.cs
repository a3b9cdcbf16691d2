using Viaduct.Core.Pipelines;

namespace Viaduct.Server.Configuration.Resolving;

/// <summary>Which pipelines a stage belongs to.</summary>
internal static class Stages
{
    /// <summary>True for receive pipelines, false for send pipelines.</summary>
    public static bool IsReceive(ComponentStage stage) => stage <= ComponentStage.Validate;
}
