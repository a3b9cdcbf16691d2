using Viaduct.Core.Store;

namespace Viaduct.Core.Pipelines;

/// <summary>Runs components, which are code of somebody else: whatever one throws concerns its message only.</summary>
internal static class ComponentRun
{
    /// <summary>The component's answer; a defect of it is a failure too.</summary>
    /// <exception cref="IOException">A body cannot be read now.</exception>
    /// <exception cref="StoreUnavailableException">A large body cannot be stored now.</exception>
    public static async ValueTask<Failure?> GuardAsync(Func<ValueTask<Failure?>> run)
    {
        try
        {
            return await run();
        }
        catch (BodyTooLargeException e)
        {
            return new Failure(FailureCodes.Limit, e.Message);
        }
        catch (Exception e) when (e is not (OperationCanceledException or IOException or StoreUnavailableException))
        {
            return new Failure(
                FailureCodes.ComponentDefect,
                $"A component threw {e.GetType().Name}: {e.Message} Report it to the component's author.");
        }
    }
}
