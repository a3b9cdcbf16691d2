using Microsoft.AspNetCore.Http;
using Viaduct.Client;

namespace Viaduct.Server.Api;

/// <summary>Calls about configurations. A package is the tar archive that 'viaduct export' gives.</summary>
internal static class ConfigurationCalls
{
    private const string Path = "/api/v1/configuration";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ApiCall> All { get; } =
    [
        new()
        {
            Name = "getPackage", Method = HttpMethods.Get, Path = Path, ResultMediaType = ApiCall.Archive,
            Summary = "The package of the active configuration.", Problems = [ProblemCodes.NotFound], IsStream = true,
            Run = async request => await request.WriteAsync(
                await request.Operations.OpenPackageAsync(null, request.Aborted), ApiCall.Archive, "configuration.tar"),
        },
        new()
        {
            Name = "applyPackage", Method = HttpMethods.Put, Path = Path, TakesPackage = true,
            Result = typeof(ApplyResult), Summary = "Makes all servers of the group run a package, at once.",
            Details = "One with mistakes is refused as a whole. One that runs already changes nothing.",
            Problems = [ProblemCodes.InvalidConfiguration],
            Run = async request => await request.WriteAsync(
                await request.Operations.ApplyAsync(await request.ReadPackageAsync(), request.Aborted),
                ViaductJson.Default.ApplyResult),
        },
        new()
        {
            Name = "planPackage", Method = HttpMethods.Put, Path = Path + "/plan", TakesPackage = true,
            Result = typeof(ConfigurationPlan), Summary = "What applying a package would do; changes nothing.",
            Problems = [ProblemCodes.InvalidConfiguration],
            Run = async request => await request.WriteAsync(
                await request.Operations.PlanAsync(await request.ReadPackageAsync(), request.Aborted),
                ViaductJson.Default.ConfigurationPlan),
        },
        new()
        {
            Name = "validatePackage", Method = HttpMethods.Put, Path = Path + "/validation", TakesPackage = true,
            Result = typeof(ValidationResult), Summary = "What is wrong with a package, if anything; changes nothing.",
            Run = async request => await request.WriteAsync(
                await request.Operations.ValidateAsync(await request.ReadPackageAsync(), request.Aborted),
                ViaductJson.Default.ValidationResult),
        },
        new()
        {
            Name = "listConfigurations", Method = HttpMethods.Get, Path = Path + "/versions",
            Result = typeof(IReadOnlyList<ConfigurationVersion>),
            Summary = "The configurations that the group ran, the newest first.",
            Run = async request => await request.WriteAsync(
                await request.Operations.ListConfigurationsAsync(request.Aborted),
                ViaductJson.Default.IReadOnlyListConfigurationVersion),
        },
        new()
        {
            Name = "getVersion", Method = HttpMethods.Get, Path = Path + "/versions/{hash}",
            Places = [new("hash", "The hash of a configuration that ran, or at least its first 8 digits.")],
            ResultMediaType = ApiCall.Archive, Summary = "The package of a configuration that ran.",
            Problems = [ProblemCodes.NotFound], IsStream = true,
            Run = async request => await request.WriteAsync(
                await request.Operations.OpenPackageAsync(request.Place("hash"), request.Aborted), ApiCall.Archive,
                "configuration.tar"),
        },
    ];
}
