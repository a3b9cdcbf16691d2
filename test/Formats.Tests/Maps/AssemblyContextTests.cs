using System.Runtime.CompilerServices;
using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Telemetry;
using Viaduct.Formats.Maps;
using Viaduct.Formats.Maps.Assemblies;
using Viaduct.Formats.Tests.Support;

namespace Viaduct.Formats.Tests.Maps;

/// <summary>Assemblies of applications lie side by side, know nothing of each other, and go.</summary>
[Collection(nameof(Alone))]
public class AssemblyContextTests
{
    private const string Path = "bin/Contoso.Maps.dll";

    private static readonly string Counting = Compiled.Map("++s_count", "private static int s_count;");

    [Fact]
    public async Task Two_versions_of_an_assembly_run_side_by_side_and_share_no_statics()
    {
        var old = Create(Package(Compiled.Map("\"one \" + ++s_count", "private static int s_count;")));
        var next = Create(Package(Compiled.Map("\"two \" + ++s_count", "private static int s_count;")));
        Assert.Equal("one 1", await TextAsync(old));
        Assert.Equal("two 1", await TextAsync(next));
        Assert.Equal("one 2", await TextAsync(old));
    }

    [Fact]
    public async Task Two_applications_with_the_same_assembly_share_no_statics_and_ports_of_one_do()
    {
        var package = Package(Counting);
        var orders = Create(package, "orders");
        var again = Create(package, "orders");
        var invoices = Create(package, "invoices");
        Assert.Equal("1", await TextAsync(orders));
        Assert.Equal("2", await TextAsync(again));
        Assert.Equal("1", await TextAsync(invoices));
    }

    [Fact]
    public async Task What_an_assembly_needs_comes_from_beside_it_in_its_own_version()
    {
        byte[] one = Compiled.Assembly("namespace Lib; public static class It { public const int No = 0; "
            + "public static string Says() => \"first\"; }", "Contoso.Library");
        byte[] two = Compiled.Assembly("namespace Lib; public static class It { public const int No = 0; "
            + "public static string Says() => \"second\"; }", "Contoso.Library");
        byte[] map = Compiled.Assembly(Compiled.Map("Lib.It.Says()"), "Contoso.Maps", one);
        Assert.Equal("first", await TextAsync(Create(Package(map).Add("bin/Contoso.Library.dll", one), "a")));
        Assert.Equal("second", await TextAsync(Create(Package(map).Add("bin/Contoso.Library.dll", two), "b")));

        var lacks = Create(Package(map).Add("lib/Contoso.Library.dll", one), "c");
        var e = await Assert.ThrowsAsync<FileNotFoundException>(() => TextAsync(lacks));
        Assert.Contains("Contoso.Library", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Libraries_of_the_server_are_not_taken_for_those_of_the_application()
    {
        // The test has this assembly, and so could a server.
        byte[] map = Compiled.Assembly(
            Compiled.Map("typeof(Xunit.Assert).Name"), "Contoso.Maps",
            File.ReadAllBytes(typeof(Assert).Assembly.Location));
        await Assert.ThrowsAsync<FileNotFoundException>(() => TextAsync(Create(Package(map))));
    }

    [Fact]
    public async Task A_library_of_the_name_of_one_of_dotnet_is_not_used()
    {
        byte[] false_ = Compiled.Assembly("public static class Nothing { }", "System.Text.Json");
        byte[] map = Compiled.Assembly(
            Compiled.Map("typeof(System.Text.Json.JsonSerializer).Assembly.GetName().Version.Major"));
        string text = await TextAsync(Create(Package(map).Add("bin/System.Text.Json.dll", false_)));
        Assert.Equal($"{Environment.Version.Major}", text);
    }

    [Theory]
    [InlineData("System.Text.Json")]
    [InlineData("Viaduct.Core")]
    [InlineData("mscorlib")]
    public void An_assembly_with_a_name_of_dotnet_is_refused(string name)
    {
        var e = Refused(Package(Compiled.Assembly("public static class Nothing { }", name)));
        Assert.Contains($"the name {name}, which belongs to .NET", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("static TheMap() => throw new InvalidOperationException(\"no licence\");")]
    [InlineData("public TheMap() => throw new InvalidOperationException(\"no licence\");")]
    [InlineData("[System.Runtime.CompilerServices.ModuleInitializer] internal static void Begin() => "
        + "throw new InvalidOperationException(\"no licence\");")]
    public void A_class_whose_initializer_throws_is_refused_with_the_reason(string member)
    {
        var e = Refused(Package(Compiled.Map("1", member)));
        Assert.Contains("no licence", e.Message, StringComparison.Ordinal);
        Assert.Contains("cannot be made", e.Message, StringComparison.Ordinal);
        Assert.Equal(Path, e.File);
    }

    [Theory]
    [InlineData("static TheMap() => new ManualResetEvent(false).WaitOne();")]
    [InlineData("public TheMap() => new ManualResetEvent(false).WaitOne();")]
    [InlineData("[System.Runtime.CompilerServices.ModuleInitializer] internal static void Begin() => "
        + "new ManualResetEvent(false).WaitOne();")]
    public void A_class_that_never_comes_to_be_costs_one_thread_and_is_refused(string member)
    {
        var said = new List<string>();
        long before = LostThreads.Count;
        var package = Package(Compiled.Map("1", member));
        var factory = new AssemblyMapFactory(TimeSpan.FromMilliseconds(200));
        var resources = new ComponentResources(package, []) { Application = "hanging" };
        ComponentConfigurationException first, second;
        IMap Make() => factory.Create(new MapModel(Path), resources);
        using (LostThreads.Tell(said.Add))
        {
            first = Assert.Throws<ComponentConfigurationException>(Make);
            second = Assert.Throws<ComponentConfigurationException>(Make);
        }

        Assert.Contains("TheMap has not come to be within 00:00:00.2", first.Message, StringComparison.Ordinal);
        Assert.Contains("never returns", first.Message, StringComparison.Ordinal);
        Assert.Contains("not tried again", second.Message, StringComparison.Ordinal);
        Assert.Equal(Path, first.File);
        Assert.Contains(Path, Assert.Single(said), StringComparison.Ordinal);
        Assert.Equal(before + 1, LostThreads.Count);
    }

    [Fact]
    public async Task A_native_library_comes_from_beside_the_assembly_and_is_packed_with_it()
    {
        string? library = new[] { "/lib/x86_64-linux-gnu/libm.so.6", "/lib64/libm.so.6" }.FirstOrDefault(File.Exists);
        Assert.SkipWhen(library is null, "There is no library of the system to borrow.");
        byte[] map = Compiled.Assembly(Compiled.Map(
            "Cosine(0)",
            "[DllImport(\"contoso\", EntryPoint = \"cos\")] private static extern double Cosine(double x);"));
        var package = Package(map).Add("bin/libcontoso.so", File.ReadAllBytes(library));
        Assert.Equal("1", await TextAsync(Create(package, "native")));
        Assert.Equal(
            [Path, "bin/libcontoso.so"],
            MapKinds.All.Single(kind => kind.Extension == ".dll").FilesOf(new MapModel(Path), package));
        await Assert.ThrowsAsync<DllNotFoundException>(() => TextAsync(Create(Package(map), "without")));
    }

    [Fact]
    public void Names_that_lead_elsewhere_are_not_followed()
    {
        byte[] map = Compiled.Assembly(Compiled.Map(
            "Cosine(0)",
            "[DllImport(\"../secret\", EntryPoint = \"cos\")] private static extern double Cosine(double x);"));
        var package = Package(map).Add("secret", "of another application").Add("bin/../secret", "the same");
        Assert.Equal(
            [Path], MapKinds.All.Single(kind => kind.Extension == ".dll").FilesOf(new MapModel(Path), package));
    }

    [Fact]
    public void Unloaded_once_nobody_uses_the_map_any_more()
    {
        var (context, map) = Use("gone");
        Collect(() => !context.TryGetTarget(out _));
        Assert.False(context.TryGetTarget(out _));
        Assert.False(map.TryGetTarget(out _));
    }

    [Fact]
    public async Task What_is_needed_late_is_loaded_also_after_a_collection()
    {
        byte[] library = Compiled.Assembly(
            "namespace Lib; public static class It { public static string Says() => \"late\"; }", "Contoso.Late");
        byte[] map = Compiled.Assembly(Compiled.Map("Lib.It.Says()"), "Contoso.Maps", library);
        var made = Create(Package(map).Add("bin/Contoso.Late.dll", library), "late");
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.Equal("late", await TextAsync(made));
    }

    [Fact]
    public void Two_hundred_versions_leave_no_more_than_a_few_behind()
    {
        int before = PackageAssemblies.Count;
        byte[] template = Compiled.Assembly(Counting);
        for (int i = 0; i < 200; i++) UseVersion(template, i);
        Collect(() => PackageAssemblies.Count <= before);
        Assert.True(PackageAssemblies.Count <= before + 1, $"{PackageAssemblies.Count} contexts are left.");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void UseVersion(byte[] template, int version)
    {
        // What stands behind an image does not matter to it, but makes other bytes.
        var map = Create(Package([.. template, .. BitConverter.GetBytes(version)]), "many");
        Assert.Equal("1", TextAsync(map).GetAwaiter().GetResult());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference<PackageAssemblies> Context, WeakReference<IMap> Map) Use(string application)
    {
        var package = Package(Counting);
        var map = Create(package, application);
        Assert.Equal("1", TextAsync(map).GetAwaiter().GetResult());
        return (new(PackageAssemblies.Load(application, Path, package)), new(map));
    }

    private static void Collect(Func<bool> done)
    {
        for (int i = 0; i < 50 && !done(); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private static MemoryPackage Package(string source) => Package(Compiled.Assembly(source));

    private static MemoryPackage Package(byte[] assembly) => new MemoryPackage().Add(Path, assembly);

    private static IMap Create(IPackageFiles files, string application = "") =>
        MapKinds.All.Single(kind => kind.Extension == ".dll")
            .Create(new MapModel(Path), new ComponentResources(files, []) { Application = application });

    private static ComponentConfigurationException Refused(IPackageFiles files) =>
        Assert.Throws<ComponentConfigurationException>(() => Create(files));

    private static async Task<string> TextAsync(IMap map) => (await map.GoodAsync("<Order/>")).Text();
}
