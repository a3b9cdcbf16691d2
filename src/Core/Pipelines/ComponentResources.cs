namespace Viaduct.Core.Pipelines;

/// <summary>What a component may use when it is made.</summary>
/// <param name="Files">The files of its configuration.</param>
/// <param name="Promotions">Promotions that the application's configuration names, beside those in schemas.</param>
public sealed record ComponentResources(IPackageFiles Files, IReadOnlyList<ConfiguredPromotion> Promotions)
{
    /// <summary>The application; empty for a tool without one. Its assemblies are its own.</summary>
    public string Application { get; init; } = "";
}
