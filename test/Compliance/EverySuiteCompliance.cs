namespace Viaduct.Compliance;

/// <summary>A provider runs every suite that there is: a new one cannot be forgotten.</summary>
public abstract class EverySuiteCompliance
{
    [Fact]
    public void Every_suite_is_derived_here()
    {
        var here = GetType().Assembly.GetTypes().Where(type => type is { IsAbstract: false, IsVisible: true }).ToList();
        var missing = typeof(EverySuiteCompliance).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: true, IsPublic: true })
            .Where(type => type.Name.EndsWith("Compliance", StringComparison.Ordinal))
            .Where(suite => suite != typeof(StoreCompliance) && !here.Exists(type => type.IsSubclassOf(suite)));

        Assert.Empty(missing.Select(suite => suite.FullName));
    }
}
